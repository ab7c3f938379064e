/** From a plan to a run: surroundings, checkpoints, progress, the last run. */
@org.jspecify.annotations.NullMarked
package dev.parley.train;
