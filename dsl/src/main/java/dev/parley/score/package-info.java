/** What truths and a model's outputs come to: metrics, curves, reports, thresholds. */
@org.jspecify.annotations.NullMarked
package dev.parley.score;
