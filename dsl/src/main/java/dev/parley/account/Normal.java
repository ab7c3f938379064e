package dev.parley.account;

/**
 * The normal law, with full relative precision far out in its tails, where privacy lies.
 *
 * <p>Its core is (1 + 2 x) exp(x^2) erfc(x) as a Chebyshev series in (x - 3.75) / (x + 3.75) (Shepherd and Laframboise,
 * Mathematics of Computation 36, 1981), whose coefficients src/test/golden/make_normal.py computes; within 1e-15 of the
 * value. Costs about 30 multiplications.
 */
final class Normal {
    private static final double[] SERIES = {
        2.3551578691348034,
        -0.004590054580646478,
        -0.08424913336651792,
        0.05920993999819189,
        -0.026658668435305753,
        0.009074997670705265,
        -0.002413163540417608,
        0.0004907758365258086,
        -6.916973302501207e-5,
        4.13902798607301e-6,
        7.74038306619849e-7,
        -2.1886401049234397e-7,
        1.076499946591067e-8,
        4.521959811218287e-9,
        -7.754400208831351e-10,
        -6.318088340886684e-11,
        2.86879501093067e-11,
        1.9455868545777347e-13,
        -9.65469674843344e-13,
        3.25254814814874e-14,
        3.3478119482868056e-14,
        -1.864562880419313e-15,
        -1.2507950530688648e-15,
        7.418235256624044e-17,
        5.068148904796111e-17,
    };

    /** Nodes and weights of Gauss and Legendre for a short interval: exact to the last digit within {@link #SHORT}. */
    private static final double[] NODES = {0.2386191860831969, 0.6612093864662645, 0.932469514203152};

    private static final double[] WEIGHTS = {0.467913934572691, 0.3607615730481386, 0.1713244923791704};
    private static final double SHORT = 0.5;

    private Normal() {}

    /** exp(x^2) erfc(x) for x of at least 0. */
    private static double scaled(double x) {
        double s = 2 * (x - 3.75) / (x + 3.75);
        double next = 0;
        double after = 0;
        for (int k = SERIES.length - 1; k > 0; k--) {
            double here = s * next - after + SERIES[k];
            after = next;
            next = here;
        }
        return (0.5 * s * next - after + 0.5 * SERIES[0]) / (1 + 2 * x);
    }

    /** P(X <= x). */
    static double below(double x) {
        if (x > 0) {
            return 1 - below(-x);
        }
        return x < -39 ? 0 : 0.5 * Math.exp(-0.5 * x * x) * scaled(-x * Math.sqrt(0.5));
    }

    static double density(double x) {
        return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }

    /** P(from < X <= to), without loss of digits where both are far above 0 or near to each other. */
    static double between(double from, double to) {
        if (!(from < to)) {
            return 0;
        }
        double width = to - from;
        if (width <= SHORT && width * Math.max(-from, to) <= 1) {
            double half = 0.5 * width;
            double middle = 0.5 * (from + to);
            double sum = 0;
            for (int i = 0; i < NODES.length; i++) {
                sum += WEIGHTS[i] * (density(middle - half * NODES[i]) + density(middle + half * NODES[i]));
            }
            return half * sum;
        }
        return from > 0 ? below(-from) - below(-to) : below(to) - below(from);
    }

    /** ln P(X <= x), also where the probability is below the smallest double. */
    static double logBelow(double x) {
        if (x > 0) {
            return Math.log1p(-below(-x));
        }
        return -0.5 * x * x + Math.log(0.5 * scaled(-x * Math.sqrt(0.5)));
    }

    /** A distance z with P(X > z) of at most a small probability. */
    static double beyond(double probability) {
        return Math.sqrt(-2 * Math.log(Math.min(probability, 0.5)));
    }
}
