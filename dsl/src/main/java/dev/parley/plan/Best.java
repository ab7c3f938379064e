package dev.parley.plan;

import java.util.List;

/** The best of a row of values. */
public final class Best {
    private Best() {}

    /** The place of the first of the best values; 0 where none is a number. */
    public static int of(List<Double> values, boolean isHigherBetter) {
        int best = 0;
        for (int i = 1; i < values.size(); i++) {
            if (better(values.get(i), values.get(best), isHigherBetter)) {
                best = i;
            }
        }
        return best;
    }

    /** Tells whether one value is better than another; any number is better than NaN. */
    public static boolean better(double one, double other, boolean isHigherBetter) {
        return !Double.isNaN(one) && (Double.isNaN(other) || (isHigherBetter ? one > other : one < other));
    }
}
