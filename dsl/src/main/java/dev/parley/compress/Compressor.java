package dev.parley.compress;

import dev.parley.num.Seed;

/**
 * A lossy way of writing numbers as bits and reading them back: both sides, so a plain value without lambdas.
 *
 * <p>It writes the learned numbers of a vector; statistics, such as running means, travel as they are. What it reads is
 * what the other side computes with, to the bit.
 */
public interface Compressor {
    /**
     * Writes numbers.
     *
     * @param values finite numbers, those of all layers one behind the other; there may be more behind, which are not meant
     * @param ends the end of each layer's numbers, ascending; the last is how many numbers there are
     * @param seed of what is drawn; another one each time, or the round's where it is {@link #shared}
     */
    void write(float[] values, int[] ends, Seed seed, BitWriter to);

    /**
     * Reads what {@link #write} wrote.
     *
     * @param ends as they were written
     * @param round the round's seed, which both sides know
     * @param into takes as many numbers
     * @throws IllegalArgumentException where the bits are none of it
     */
    void read(BitReader from, int[] ends, Seed round, float[] into);

    /**
     * Tells whether a party remembers the lost part, and adds it to its next update: 4 bytes a number of memory at each
     * party.
     */
    default boolean feedback() {
        return false;
    }

    /** Tells whether all parties of a round draw the same, from a seed that the coordinator sends them. */
    default boolean shared() {
        return false;
    }
}
