/** Scores of a model's outputs against the truths: metrics, curves, reports, thresholds. */
@org.jspecify.annotations.NullMarked
package dev.parley.score;
