package dev.parley.account;

import java.util.function.DoubleUnaryOperator;

/** Finds where a falling function comes down to a value, by the Illinois method, on the side where it is not above. */
final class Solver {
    private static final int MOST = 60;

    private Solver() {}

    /**
     * A point in (low, high] with function at most value, within a relative distance of the smallest.
     *
     * @param low where the function is above the value
     * @param high where it is not
     */
    static double falling(DoubleUnaryOperator function, double value, double low, double high, double relative) {
        double a = Math.log(low);
        double b = Math.log(high);
        double atA = difference(function, low, value);
        double atB = difference(function, high, value);
        int side = 0;
        for (int i = 0; i < MOST && b - a > relative; i++) {
            double weight = atA / (atA - atB);
            double next = i % 4 == 3 || !Double.isFinite(weight) ? 0.5 * (a + b) : a + weight * (b - a);
            next = Math.min(b - 0.3 * relative, Math.max(a + 0.3 * relative, next));
            double there = difference(function, Math.exp(next), value);
            if (there > 0) {
                a = next;
                atA = there;
                atB = side == 1 ? atB / 2 : atB;
                side = 1;
            } else {
                b = next;
                atB = there;
                atA = side == -1 ? atA / 2 : atA;
                side = -1;
            }
        }
        return Math.exp(b);
    }

    private static double difference(DoubleUnaryOperator function, double at, double value) {
        double there = function.applyAsDouble(at);
        return there > 0 ? Math.min(700, Math.log(there / value)) : -1;
    }
}
