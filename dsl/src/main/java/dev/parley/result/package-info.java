/** Outcomes of rounds and parties, events and listeners. */
@org.jspecify.annotations.NullMarked
package dev.parley.result;
