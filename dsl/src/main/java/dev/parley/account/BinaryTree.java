package dev.parley.account;

import dev.parley.fault.Check;

/**
 * The matrix of noise that is kept in a binary tree over rounds: a draw at round t stands for the sum of the last 2^j rounds, where
 * 2^j is the largest power of two that divides t, and the sum up to a round is that of as many draws as its number has binary ones
 * (Dwork, Naor, Pitassi and Rothblum, STOC 2010; Kairouz et al., ICML 2021, without Honaker's estimates).
 *
 * @param rounds n, at least 1
 */
public record BinaryTree(int rounds) {
    public BinaryTree {
        Check.atLeastOne("rounds", rounds);
    }

    /** Draws that stand for a round, at most: one of each size. */
    public int levels() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(rounds);
    }

    /**
     * An upper bound on how far one unit moves all these sums together: those of 2^j rounds hold at most 2^j / b, rounded up, of
     * its k rounds, so that their squares come to k times that.
     *
     * @param separation b, the least distance of two of its rounds
     * @param participations k, at least 1
     */
    public double sensitivity(int separation, int participations) {
        Check.atLeastOne("minSeparation", separation);
        Check.atLeastOne("participations", participations);
        double squares = 0;
        for (int level = 0; level < levels(); level++) {
            long most = ((1L << level) + separation - 1) / separation;
            squares += (double) participations * Math.min(participations, most);
        }
        return Math.sqrt(squares);
    }
}
