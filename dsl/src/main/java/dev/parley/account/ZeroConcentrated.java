package dev.parley.account;

/**
 * Zero-concentrated differential privacy: rdp(a) = rho a for all orders (Bun and Steinke, 2016); rho = 1 / (2 z^2) a round,
 * added up.
 *
 * <p>epsilon = min over a > 1 of rho a + ln((a - 1) / a) - (ln delta + ln a) / (a - 1), over real orders: for Gaussian
 * noise it is what {@link Renyi} comes to without a list of orders.
 */
public final class ZeroConcentrated {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private ZeroConcentrated() {}

    /** The smallest epsilon at a delta. */
    public static double epsilon(double rho, double delta) {
        double low = Math.log(1e-6);
        double high = Math.log(1e8);
        while (high - low > 1e-12) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (at(rho, delta, left) < at(rho, delta, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.max(0, at(rho, delta, high));
    }

    /** Epsilon by order 1 + e^above. */
    private static double at(double rho, double delta, double above) {
        double over = Math.exp(above);
        double order = 1 + over;
        return rho * order + Math.log(over / order) - (Math.log(delta) + Math.log(order)) / over;
    }
}
