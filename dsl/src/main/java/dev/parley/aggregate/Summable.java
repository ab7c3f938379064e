package dev.parley.aggregate;

/**
 * A rule that needs no more than the sum of the updates, each times a whole number, so that nobody has to see one of them.
 */
public sealed interface Summable extends LinearAggregation permits Mean, WeightedMean {
    /** Tells whether the whole number is the party's rows; it is 1 otherwise. */
    boolean countsRows();
}
