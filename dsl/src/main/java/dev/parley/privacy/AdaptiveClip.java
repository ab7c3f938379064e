package dev.parley.privacy;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;

/**
 * A clip norm that follows a quantile of the updates' norms, learned privately (Andrew, Thakkar, McMahan and Ramaswamy, NeurIPS
 * 2021, algorithm 1).
 *
 * <p>A party tells whether its norm is within C, as b - 1/2 with b in {0, 1}. With m parties expected in a round, B = 1/2 +
 * (sum of (b - 1/2) + N(0, s^2)) / m, s = m / 20, and C becomes C exp(-rate (B - quantile)): it grows where too few are within it.
 * The noise of updates has the multiplier (z^-2 - (2 s)^-2)^(-1/2), so that both together spend what noise(z) says.
 *
 * @param quantile share of parties that are to be within C, above 0 and below 1; 0.5 for the median
 * @param rate of the steps, above 0; the paper takes 0.2
 * @param first C in the first round, above 0; the paper takes 0.1
 */
public record AdaptiveClip(double quantile, double rate, double first) implements Bound {
    private static final double RATE = 0.2;
    private static final double FIRST = 0.1;
    private static final double PARTIES_A_NOISE = 20;

    /** With the paper's rate and beginning. */
    public AdaptiveClip(double quantile) {
        this(quantile, RATE, FIRST);
    }

    public AdaptiveClip {
        if (!(quantile > 0 && quantile < 1)) {
            throw new PlanException("adaptiveClip(share) needs a share above 0 and below 1, but " + Check.text(quantile)
                    + " was given; take adaptiveClip(0.5) for the median of the norms");
        }
        Check.positive("adaptiveClip(share).rate(r)", rate);
        Check.positive("adaptiveClip(share).from(c)", first);
    }

    /** This with other steps; above 0, default 0.2. */
    public AdaptiveClip rate(double other) {
        return new AdaptiveClip(quantile, other, first);
    }

    /** This with another norm in the first round; above 0, default 0.1. */
    public AdaptiveClip from(double norm) {
        return new AdaptiveClip(quantile, rate, norm);
    }

    /** The standard deviation of the noise on the count of those within C: m / 20. */
    static double countNoise(double cohort) {
        return cohort / PARTIES_A_NOISE;
    }

    /**
     * The multiplier of the noise of updates that is z together with that of the count; NaN where the count alone spends more.
     *
     * @param cohort m
     */
    static double multiplier(double z, double cohort) {
        double count = 2 * countNoise(cohort);
        return z >= count ? Double.NaN : 1 / Math.sqrt(1 / (z * z) - 1 / (count * count));
    }

    /**
     * The next norm.
     *
     * @param within the noisy share of parties within C
     */
    double next(double c, double within) {
        return c * Math.exp(-rate * (within - quantile));
    }

    @Override
    public String toString() {
        return "adaptiveClip(" + Check.text(quantile) + ")" + (rate == RATE ? "" : ".rate(" + Check.text(rate) + ")")
                + (first == FIRST ? "" : ".from(" + Check.text(first) + ")");
    }
}
