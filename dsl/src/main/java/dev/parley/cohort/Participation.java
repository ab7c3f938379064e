package dev.parley.cohort;

import dev.parley.num.Seed;

/** Who takes part in a round: coordinator's side. */
public interface Participation {
    /**
     * Draws a round's parties.
     *
     * @param round from 1
     * @param parties how many there are
     * @param seed the root of the run's randomness
     * @return ascending indices, at least one
     */
    int[] draw(int round, int parties, Seed seed);

    /** How many parties a round has. */
    int size(int parties);
}
