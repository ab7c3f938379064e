/** Cohorts: the parties that take part in a round. */
@org.jspecify.annotations.NullMarked
package dev.parley.cohort;
