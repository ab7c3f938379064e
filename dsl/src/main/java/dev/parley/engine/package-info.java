/** Engines: the places where the parties' work runs. */
@org.jspecify.annotations.NullMarked
package dev.parley.engine;
