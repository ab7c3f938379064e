/** Parties on threads of this process. */
@org.jspecify.annotations.NullMarked
package dev.parley.engine.threads;
