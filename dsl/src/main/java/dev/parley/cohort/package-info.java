/** Who takes part in a round. */
@org.jspecify.annotations.NullMarked
package dev.parley.cohort;
