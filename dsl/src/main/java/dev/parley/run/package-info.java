/** Runs: the results of trainings. */
@org.jspecify.annotations.NullMarked
package dev.parley.run;
