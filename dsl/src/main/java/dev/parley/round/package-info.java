/** The loop. */
@org.jspecify.annotations.NullMarked
package dev.parley.round;
