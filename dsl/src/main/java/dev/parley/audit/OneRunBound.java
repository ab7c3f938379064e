package dev.parley.audit;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Lower bound on epsilon from the right guesses about one training (Steinke, Nasr and Jagielski, NeurIPS 2023, theorem 5.2).
 *
 * <p>An attacker guesses r of m canaries, each there or not by a fair coin of its own, and is right v times. For an (epsilon,
 * delta)-private training, P[right >= v] is at most P[B >= v] + 2 m delta max over i of P[v > B >= v - i] / i, where B is
 * binomial of r guesses that are right with probability e^epsilon / (1 + e^epsilon). The bound is the epsilon at which that
 * is 1 - confidence: a smaller one would make what was seen too unlikely. With delta 0 it is the bound of Clopper and
 * Pearson (1934) on the share of right guesses. Costs 60 sums of v terms.
 */
final class OneRunBound {
    private static final double MOST = 30;
    private static final int HALVINGS = 60;

    private OneRunBound() {}

    /**
     * The bound, 0 to 30.
     *
     * @param m canaries
     * @param r guesses, at most m
     * @param v right ones, at most r
     * @param delta 0 to below 1
     * @param confidence with which it holds, above 0 and below 1
     */
    static double epsilon(int m, int r, int v, double delta, double confidence) {
        double low = 0;
        double high = MOST;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (low + high) / 2;
            if (probability(m, r, v, middle, delta) < 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The most that the probability of v right guesses or more can be. */
    static double probability(int m, int r, int v, double epsilon, double delta) {
        var guesses = new BinomialDistribution(null, r, 1 / (1 + Math.exp(-epsilon)));
        double worst = 0;
        double between = 0;
        for (int i = 1; i <= v; i++) {
            between += guesses.probability(v - i);
            worst = Math.max(worst, between / i);
        }
        return Math.min(1, 1 - guesses.cumulativeProbability(v - 1) + 2.0 * m * delta * worst);
    }
}
