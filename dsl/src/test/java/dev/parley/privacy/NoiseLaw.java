package dev.parley.privacy;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Tests whether numbers are independent draws of N(0, sd^2): by mean, variance and largest distance of distributions, each with
 * a false alarm of less than one in a million.
 */
final class NoiseLaw {
    private static final double SIGMAS = 5;
    /** 2 exp(-2 d^2) is 9e-7: Kolmogorov's law. */
    private static final double DISTANCE = 2.7;

    private NoiseLaw() {}

    /** Finds what speaks against it; empty where nothing does. */
    static String against(float[] noise, double sd) {
        int n = noise.length;
        double[] sorted = new double[n];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            sorted[i] = noise[i] / sd;
            sum += sorted[i];
            squares += sorted[i] * sorted[i];
        }
        if (Math.abs(sum) > SIGMAS * Math.sqrt(n)) {
            return "mean " + sum / n;
        }
        if (Math.abs(squares - n) > SIGMAS * Math.sqrt(2.0 * n)) {
            return "variance " + squares / n;
        }
        Arrays.sort(sorted);
        NormalDistribution normal = new NormalDistribution();
        double most = 0;
        for (int i = 0; i < n; i++) {
            double below = normal.cumulativeProbability(sorted[i]);
            most = Math.max(most, Math.max((i + 1.0) / n - below, below - (double) i / n));
        }
        return most * Math.sqrt(n) > DISTANCE ? "distance " + most : "";
    }
}
