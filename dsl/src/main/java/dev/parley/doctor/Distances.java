package dev.parley.doctor;

import java.util.List;

/** Distances between shares of classes. */
final class Distances {
    private Distances() {}

    /** Shares of counts; of nothing, zeros. */
    static double[] shares(List<Integer> counts) {
        double sum = counts.stream().mapToLong(Integer::longValue).sum();
        return counts.stream().mapToDouble(count -> sum == 0 ? 0 : count / sum).toArray();
    }

    /** The square root of the Jensen-Shannon divergence with logarithms of base 2, from 0 to 1 (Lin, 1991). */
    static double jensenShannon(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double m = (p[i] + q[i]) / 2;
            sum += (part(p[i], m) + part(q[i], m)) / 2;
        }
        return Math.sqrt(Math.max(0, sum));
    }

    private static double part(double p, double m) {
        return p == 0 ? 0 : p * Math.log(p / m) / Math.log(2);
    }

    /**
     * The earth mover's distance: of classes, which have no order, the sum of all gaps (Zhao et al., 2018, from 0 to 2); of
     * ordered groups how many groups the shares have to be moved.
     */
    static double earthMovers(double[] p, double[] q, boolean ordered) {
        double sum = 0;
        double carried = 0;
        for (int i = 0; i < p.length; i++) {
            carried += p[i] - q[i];
            sum += ordered ? Math.abs(carried) : Math.abs(p[i] - q[i]);
        }
        return sum;
    }

    /** Effective number of classes: e to the entropy. */
    static double effective(double[] p) {
        double entropy = 0;
        for (double share : p) {
            entropy -= share == 0 ? 0 : share * Math.log(share);
        }
        return Math.exp(entropy);
    }
}
