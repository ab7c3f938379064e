/** Parties of this process, reached by bytes alone. */
@org.jspecify.annotations.NullMarked
package dev.parley.engine.loopback;
