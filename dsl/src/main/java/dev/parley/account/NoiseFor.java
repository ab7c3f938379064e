package dev.parley.account;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Answers how much noise an epsilon at a delta needs, by each account.
 *
 * @param epsilon to be kept
 * @param delta at which
 * @param attendance the rounds, and who takes part
 */
public record NoiseFor(Epsilon epsilon, Delta delta, Attendance attendance) {
    private static final double CLOSE = 1e-6;
    private static final double LOOSE = 2e-3;

    /** The question for one round in which each unit takes part. */
    public NoiseFor(Epsilon epsilon, Delta delta) {
        this(epsilon, delta, Attendance.ONCE);
    }

    /** Counts this many rounds; one without this step. */
    public NoiseFor rounds(int rounds) {
        return new NoiseFor(epsilon, delta, attendance.rounds(rounds));
    }

    /** Lets each unit be drawn by itself with a probability in each round (Poisson sampling); 1 without this step. */
    public NoiseFor sampling(double q) {
        return new NoiseFor(epsilon, delta, attendance.sampling(q));
    }

    /** Lets each unit take part in exactly k of the rounds, drawn secretly and evenly. */
    public NoiseFor allocation(int k) {
        return new NoiseFor(epsilon, delta, attendance.allocation(k));
    }

    private Spending spending(double z) {
        return Spending.NOTHING.and(attendance.under(z));
    }

    /**
     * The smallest z by Renyi divergences and today's conversion; infinite where epsilon is so small that the orders, which
     * end at 1024, come to no less at any noise.
     */
    public double rdp() {
        if (Renyi.ORDERS.epsilon(order -> 0, delta).epsilon() >= epsilon.value()) {
            return Double.POSITIVE_INFINITY;
        }
        return smallest(z -> spending(z).rdp(delta).epsilon(), 1, 1e-9);
    }

    /**
     * The smallest z by privacy loss distributions: the least noise that may be claimed to be enough. A grid is refined
     * where a finer one shows that less would do.
     */
    public double pld() {
        if (!attendance.under(1).amplified()) {
            return unamplified();
        }
        double z = Math.min(rdp(), unamplified());
        for (int points = LossAccount.FEWEST; points <= LossAccount.MOST; points *= LossAccount.FINER) {
            int grid = points;
            z = smallest(one -> LossAccount.quick(spending(one).mechanisms(), delta.value(), grid), z, CLOSE);
            if (spending(z).pld(delta).high() >= epsilon.value() * (1 - LOOSE)) {
                break;
            }
        }
        return z;
    }

    /** The smallest z if it were known who takes part in each round: exact where nothing is drawn. */
    public double unamplified() {
        double squares = attendance.under(1).squares();
        return Math.sqrt(squares) / AnalyticGaussian.mu(epsilon.value(), delta.value());
    }

    private double smallest(DoubleUnaryOperator epsilonOf, double near, double relative) {
        double wanted = epsilon.value();
        double high = near;
        while (epsilonOf.applyAsDouble(high) > wanted) {
            high *= 1.5;
        }
        double low = high / 1.2;
        while (epsilonOf.applyAsDouble(low) <= wanted) {
            high = low;
            low /= 1.2;
        }
        return Solver.falling(epsilonOf, wanted, low, high, relative);
    }

    @Override
    public String toString() {
        return "noise for " + epsilon + " at " + delta + ": " + attendance
                + line("PLD", pld(), "privacy loss distribution: enough")
                + line("RDP", rdp(), "Renyi, conversion of 2020")
                + (attendance.under(1).amplified()
                        ? line("no draws", unamplified(), "if it were known who takes part when")
                        : "");
    }

    /** Noise, rounded up. */
    private static String line(String name, double z, String meaning) {
        return String.format(Locale.ROOT, "\n  %-9s %10s  %s", name, Said.result(Math.ceil(z * 1e4) / 1e4), meaning);
    }
}
