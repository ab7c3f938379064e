package dev.parley.account;

import java.util.TreeMap;

/**
 * Bins of outcomes x of a sampled Gaussian, from low to high, each with a loss ln(P / Q) of the grid as a whole; a bin ends
 * where P - e^loss Q comes back to 0, which Newton's method finds.
 *
 * <p>A loss that lies off the grid, or is the last one, is rounded so that epsilon becomes less.
 *
 * @param away whether the losses are those of the unit taken away, or turned around
 */
record Bins(double z, double q, boolean away, double step) {
    private static final int MOST = 60;
    private static final double NEAR = 0.1;

    LossGrid grid(double low, double high) {
        TreeMap<Long, Double> bins = new TreeMap<>();
        long last = (long) Math.ceil(high / step);
        double highest = outcome(high + step);
        double from = Double.NEGATIVE_INFINITY;
        double begun = Double.NEGATIVE_INFINITY;
        for (long k = (long) Math.ceil(low / step); k <= last; k = Math.max(k + 1, next(begun))) {
            double to = end(from, begun, k * step, highest);
            if (Double.isNaN(to)) {
                break;
            }
            put(bins, k, from, to);
            from = to;
            begun = SampledLoss.loss(to, z, q);
        }
        double ratio = Math.log(p(from, Double.POSITIVE_INFINITY) / q(from, Double.POSITIVE_INFINITY)) / step;
        if (Double.isFinite(ratio)) {
            long k = (long) (away ? Math.min((double) last, Math.floor(ratio)) : Math.ceil(ratio));
            put(bins, k, from, Double.POSITIVE_INFINITY);
        }
        long first = bins.isEmpty() ? 0 : bins.firstKey();
        double[] mass = new double[bins.isEmpty() ? 1 : (int) (bins.lastKey() - first) + 1];
        bins.forEach((k, one) -> mass[(int) (k - first)] = one);
        return new LossGrid(step, first, mass, 0);
    }

    /** The next point that is not so near that the bin would be lost in rounding. */
    private long next(double begun) {
        return (long) Math.floor(begun / step + NEAR) + 1;
    }

    private void put(TreeMap<Long, Double> bins, long k, double from, double to) {
        bins.merge(away ? k : -k, away ? p(from, to) : q(from, to), Double::sum);
    }

    /** An outcome where the bin has the loss that was asked for, or a hair beyond on the safe side; NaN for none. */
    private double end(double from, double begun, double asked, double highest) {
        double least = outcome(asked);
        double scale = Math.exp(asked);
        double to = Math.max(
                outcome(begun == Double.NEGATIVE_INFINITY ? asked + step : 2 * asked - begun), Math.nextUp(least));
        for (int i = 0; i < MOST; i++) {
            double lack = p(from, to) - scale * q(from, to);
            double slope = density(to) - scale * Normal.density(to / z) / z;
            double most = to + 2 * (to - least);
            double next = slope > 0 ? Math.max(0.5 * (least + to), Math.min(most, to - lack / slope)) : most;
            if (!(next <= highest)) {
                return Double.NaN;
            }
            boolean close = Math.abs(next - to) <= 1e-7 * (next - least) + 1e-15 * z;
            to = next;
            if (close) {
                break;
            }
        }
        return safe(from, to, scale);
    }

    private double safe(double from, double to, double scale) {
        double by = 1e-14 * (z + Math.abs(to));
        for (int i = 0; i < MOST; i++) {
            double lack = p(from, to) - scale * q(from, to);
            if (away ? lack >= 0 : lack <= 0) {
                return to;
            }
            to += away ? by : -by;
            by *= 2;
        }
        return Double.NaN;
    }

    private double outcome(double loss) {
        return SampledLoss.outcome(loss, z, q);
    }

    private double density(double x) {
        return ((1 - q) * Normal.density(x / z) + q * Normal.density((x - 1) / z)) / z;
    }

    private double p(double from, double to) {
        return (1 - q) * Normal.between(from / z, to / z) + q * Normal.between((from - 1) / z, (to - 1) / z);
    }

    private double q(double from, double to) {
        return Normal.between(from / z, to / z);
    }
}
