package dev.parley.account;

import dev.parley.fault.PlanException;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;

/**
 * Answers how many rounds an epsilon at a delta allows, by each account.
 *
 * @param epsilon to be kept
 * @param delta at which
 * @param noise z of each round; 0 where it is not yet said
 * @param sampling q, above 0 and at most 1
 */
public record RoundsFor(Epsilon epsilon, Delta delta, double noise, double sampling) {
    private static final int MOST = 100_000_000;

    /** The question, of which {@link #noise(double)} is still to be said. */
    public RoundsFor(Epsilon epsilon, Delta delta) {
        this(epsilon, delta, 0, 1);
    }

    /** Adds this noise in each round: its multiplier z, above 0. */
    public RoundsFor noise(double z) {
        return new RoundsFor(epsilon, delta, new Noise(z).multiplier(), sampling);
    }

    /** Lets each unit be drawn by itself with a probability in each round (Poisson sampling); 1 without this step. */
    public RoundsFor sampling(double q) {
        return new RoundsFor(epsilon, delta, noise, new SampledGaussian(1, q, 1).q());
    }

    private Spending spending(int rounds) {
        if (noise == 0) {
            throw new PlanException(
                    "roundsFor(epsilon, delta) needs the noise of a round, but none was given; add .noise(1.1)");
        }
        return Spending.NOTHING.and(new SampledGaussian(noise, sampling, rounds));
    }

    /** The most rounds by Renyi divergences and today's conversion; 0 where one is too many. */
    public int rdp() {
        DoubleUnaryOperator one = Renyi.ORDERS.tabulated(spending(1).renyi());
        return most(rounds -> within(Renyi.ORDERS.epsilon(order -> rounds * one.applyAsDouble(order), delta)), 1);
    }

    private boolean within(Renyi.Best best) {
        return best.epsilon() <= epsilon.value();
    }

    /** The most rounds by privacy loss distributions, which may be claimed; 0 where one is too many. */
    public int pld() {
        if (sampling == 1) {
            return most(rounds -> spending(rounds).pld(delta).high() <= epsilon.value(), Math.max(1, rdp()));
        }
        int quick = most(
                rounds -> LossAccount.quick(spending(rounds).mechanisms(), delta.value(), LossAccount.FEWEST)
                        <= epsilon.value(),
                Math.max(1, rdp()));
        return most(rounds -> spending(rounds).pld(delta).high() <= epsilon.value(), Math.max(1, quick));
    }

    /** The most rounds that are kept, looked for from near ones in steps that double, and then by halves. */
    private static int most(IntPredicate kept, int near) {
        int low = near;
        int high = near;
        if (kept.test(near)) {
            for (int step = 1; high < MOST && low == high; step *= 2) {
                high = (int) Math.min(MOST, (long) high + step);
                low = kept.test(high) ? high : low;
            }
            if (low == high) {
                return MOST;
            }
        } else {
            for (int step = 1; low > 0 && low == high; step *= 2) {
                low = Math.max(0, low - step);
                high = low > 0 && !kept.test(low) ? low : high;
            }
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (kept.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public String toString() {
        if (noise == 0) {
            return "rounds for " + epsilon + " at " + delta + ": the noise of a round is still to be said, .noise(1.1)";
        }
        return "rounds for " + epsilon + " at " + delta + ": " + new Noise(noise)
                + (sampling < 1
                        ? ", each unit drawn with probability " + Said.number(sampling)
                        : ", each unit in every round: no sampling was given, so nothing is amplified")
                + line("PLD", pld(), "privacy loss distribution")
                + line("RDP", rdp(), "Renyi, conversion of 2020");
    }

    private static String line(String name, int rounds, String meaning) {
        return String.format(Locale.ROOT, "\n  %-9s %,10d  %s", name, rounds, meaning);
    }
}
