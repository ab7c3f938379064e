package dev.parley.account;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;

/**
 * The matrix of noise that is correlated over rounds: lower triangular, with the same coefficients on each diagonal, C[i][j]
 * = c(i - j).
 *
 * <p>The sum of all gradients up to each round, A = ones below the diagonal, is A = B C; noise is drawn for C x, and what
 * comes out has B's rows of it. With B = C = A^(1/2) the coefficients are c(k) = binom(2k, k) / 4^k = 1, 1/2, 3/8, 5/16 ..,
 * the best of this form for one participation (Fichtenberger, Henzinger and Upadhyay, ICML 2023). Cut off after b, columns
 * that lie b or more apart have no row in common (banded; Choquette-Choo et al., NeurIPS 2023).
 *
 * @param rounds n, at least 1
 * @param bands b coefficients that are not 0, from 1 to n
 */
public record Toeplitz(int rounds, int bands) {
    public Toeplitz {
        Check.atLeastOne("rounds", rounds);
        if (bands < 1 || bands > rounds) {
            throw new PlanException("bands need a number from 1 to all " + rounds + " rounds, but " + bands
                    + " was given; take as many as minSeparation");
        }
    }

    /** All coefficients. */
    public static Toeplitz full(int rounds) {
        return new Toeplitz(rounds, rounds);
    }

    /** c(0) .. c(b - 1). */
    public double[] coefficients() {
        double[] c = new double[bands];
        c[0] = 1;
        for (int k = 1; k < bands; k++) {
            c[k] = c[k - 1] * (2 * k - 1) / (2 * k);
        }
        return c;
    }

    /** The first n coefficients of the inverse of C: 1, -1/2, -1/8, -1/16 .. where nothing is cut off. */
    public double[] inverse() {
        double[] c = coefficients();
        double[] d = new double[rounds];
        d[0] = 1;
        for (int k = 1; k < rounds; k++) {
            for (int j = 1; j <= Math.min(k, bands - 1); j++) {
                d[k] -= c[j] * d[k - j];
            }
        }
        return d;
    }

    /** The most that one unit changes C x, taking part once. */
    public double sensitivity() {
        double squares = 0;
        for (double c : coefficients()) {
            squares += c * c;
        }
        return Math.sqrt(squares);
    }

    /**
     * The most that one unit changes C x where rounds in which it takes part lie at least the bands apart: columns of
     * separate rows, whose squares add up.
     *
     * @param participations at most, at least 1; more than fit into the rounds count as those that fit
     */
    public double sensitivity(int participations) {
        Check.atLeastOne("participations", participations);
        return sensitivity() * Math.sqrt(Math.min(participations, most()));
    }

    /** Number of times that a unit can take part where its rounds lie at least the bands apart: n / b, rounded up. */
    public int most() {
        return (rounds + bands - 1) / bands;
    }

    /**
     * Standard deviation of the noise on the worst prefix sum, for z = 1 and one participation: the longest row of B = A
     * C^-1, times the sensitivity.
     */
    public double maxError() {
        return sensitivity() * Math.sqrt(rows()[rounds - 1]);
    }

    /** Root of the mean square of the noise over all prefix sums, for z = 1 and one participation. */
    public double meanError() {
        double sum = 0;
        for (double row : rows()) {
            sum += row;
        }
        return sensitivity() * Math.sqrt(sum / rounds);
    }

    /** Squares of the rows of B, which grow: its coefficients are the running sums of C^-1's. */
    private double[] rows() {
        double[] inverse = inverse();
        double[] squares = new double[rounds];
        double b = 0;
        double sum = 0;
        for (int i = 0; i < rounds; i++) {
            b += inverse[i];
            sum += b * b;
            squares[i] = sum;
        }
        return squares;
    }
}
