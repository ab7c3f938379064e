package dev.parley.account;

/**
 * Renyi divergence of the Gaussian whose units are drawn by Poisson sampling, with the unit from without it (Mironov, Talwar
 * and Zhang, 2019, sections 3.3: the larger of both directions).
 *
 * <p>q = 1: order / (2 z^2). Whole orders: ln A / (order - 1) with A = sum over k of C(order, k) (1 - q)^(order - k) q^k
 * exp((k^2 - k) / (2 z^2)). Others: the two series of erfc, whose binomials change their signs; dp_accounting adds their
 * absolute values, which is looser by up to 3 %. All in logarithms.
 */
final class GaussianRenyi {
    private static final int MOST_TERMS = 100_000;

    private GaussianRenyi() {}

    /**
     * Divergence of one round.
     *
     * @param order above 1
     */
    static double of(double z, double q, double order) {
        if (q == 0) {
            return 0;
        }
        if (q == 1) {
            return order / (2 * z * z);
        }
        double logA = order == Math.rint(order) ? whole(z, q, (int) order) : fractional(z, q, order);
        return Math.max(0, logA / (order - 1));
    }

    private static double whole(double z, double q, int order) {
        double logA = Double.NEGATIVE_INFINITY;
        double binomial = 0;
        for (int k = 0; k <= order; k++) {
            double term = binomial + k * Math.log(q) + (order - k) * Math.log1p(-q) + moment(z, k);
            logA = sum(logA, term);
            binomial += Math.log(order - k) - Math.log(k + 1.0);
        }
        return logA;
    }

    private static double moment(double z, double k) {
        return (k * k - k) / (2 * z * z);
    }

    /** Both series are summed with their signs, scaled by the largest term so far; the last term is added as their error. */
    private static double fractional(double z, double q, double order) {
        double cut = z * z * (Math.log1p(-q) - Math.log(q)) + 0.5;
        double scale = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double binomial = 0;
        double sign = 1;
        for (int i = 0; i < MOST_TERMS; i++) {
            double j = order - i;
            double low =
                    binomial + i * Math.log(q) + j * Math.log1p(-q) + moment(z, i) + Normal.logBelow((cut - i) / z);
            double high =
                    binomial + j * Math.log(q) + i * Math.log1p(-q) + moment(z, j) + Normal.logBelow((j - cut) / z);
            double term = sum(low, high);
            if (term > scale) {
                sum *= Math.exp(scale - term);
                scale = term;
            }
            double part = Math.exp(term - scale);
            if (i > order && part < 1e-14 * sum) {
                return scale + Math.log(sum + part);
            }
            sum += sign * part;
            sign *= Math.signum(j);
            binomial += Math.log(Math.abs(j)) - Math.log(i + 1.0);
        }
        return Double.POSITIVE_INFINITY;
    }

    /** ln(e^a + e^b). */
    private static double sum(double a, double b) {
        double most = Math.max(a, b);
        return most == Double.NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(Math.min(a, b) - most));
    }
}
