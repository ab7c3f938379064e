package dev.parley.account;

/**
 * The exact law of Gaussian noise without sampling: delta = Phi(mu / 2 - epsilon / mu) - e^epsilon Phi(-mu / 2 - epsilon /
 * mu), with mu = sensitivity / sd (Balle and Wang, ICML 2018, theorem 8).
 *
 * <p>T rounds are one with mu sqrt(T), whatever their order and whoever chose what came later. Inverses by bisection, to
 * the last digit and on the safe side.
 */
public final class AnalyticGaussian {
    private static final int HALVINGS = 200;

    private AnalyticGaussian() {}

    /**
     * The smallest delta at an epsilon.
     *
     * @param mu sensitivity over standard deviation, above 0; sqrt(T) / z for T rounds
     */
    public static double delta(double mu, double epsilon) {
        double lost = Normal.logBelow(mu / 2 - epsilon / mu);
        double back = epsilon + Normal.logBelow(-mu / 2 - epsilon / mu);
        return back >= lost ? 0 : -Math.exp(lost) * Math.expm1(back - lost);
    }

    /** The smallest epsilon at a delta. */
    public static double epsilon(double mu, double delta) {
        if (delta(mu, 0) <= delta) {
            return 0;
        }
        double low = 0;
        double high = mu * mu / 2 + mu * Normal.beyond(delta);
        for (int i = 0; i < HALVINGS && low < high; i++) {
            double middle = 0.5 * (low + high);
            if (delta(mu, middle) > delta) {
                low = middle;
            } else {
                high = middle;
            }
            if (high - low <= Math.ulp(high)) {
                break;
            }
        }
        return high;
    }

    /** The largest mu that keeps epsilon at delta; noise is sensitivity / mu, or sqrt(T) / mu for T rounds. */
    public static double mu(double epsilon, double delta) {
        double low = 0;
        double high = 1;
        while (delta(high, epsilon) <= delta) {
            high *= 2;
        }
        for (int i = 0; i < HALVINGS && high - low > Math.ulp(high); i++) {
            double middle = 0.5 * (low + high);
            if (delta(middle, epsilon) > delta) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }
}
