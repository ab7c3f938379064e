package dev.parley.compress;

import dev.parley.num.Seed;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Stochastic quantization by range of what a random rotation has made of the numbers: x becomes H D x / sqrt(m), with random
 * signs D and the Walsh-Hadamard matrix H, which spreads what is large over all numbers of a block (Suresh et al., ICML 2017,
 * section 3).
 *
 * <p>Blocks are as large powers of two as fit, 8192 to 64 numbers, so that only what is left, fewer than 64, is filled with
 * zeros to a power of two. A block has levels of its own range. The signs are drawn from a seed of 8 bytes that is sent.
 * Unbiased. Costs up to 13 additions a number.
 *
 * @param inner the quantization, which is always by range
 */
public record Rotated(Quantize inner) implements Rounding {
    private static final int LARGEST = 8192;
    private static final int LEAST = 64;

    public Rotated {
        inner = inner.byRange();
    }

    @Override
    public void write(float[] values, int[] ends, Seed seed, BitWriter to) {
        to.eight(seed.value());
        UniformRandomProvider signs = seed.at("signs").random();
        Levels levels = new Levels(seed.at("levels").random());
        float[] block = new float[LARGEST];
        int n = Ends.last(ends);
        for (int from = 0; from < n; ) {
            int size = size(n - from);
            int count = Math.min(size, n - from);
            System.arraycopy(values, from, block, 0, count);
            java.util.Arrays.fill(block, count, size, 0);
            flip(block, size, signs);
            Hadamard.transform(block, size);
            levels.writeByRange(block, 0, size, inner.bits(), to);
            from += count;
        }
    }

    @Override
    public void read(BitReader in, int[] ends, Seed round, float[] into) {
        Seed seed = new Seed(in.eight());
        UniformRandomProvider signs = seed.at("signs").random();
        Levels levels = new Levels(seed.random());
        float[] block = new float[LARGEST];
        int n = Ends.last(ends);
        for (int from = 0; from < n; ) {
            int size = size(n - from);
            int count = Math.min(size, n - from);
            levels.readByRange(in, inner.bits(), block, 0, size);
            Hadamard.transform(block, size);
            flip(block, size, signs);
            System.arraycopy(block, 0, into, from, count);
            from += count;
        }
    }

    /** The size of the next block, where so many numbers are left. */
    static int size(int left) {
        int below = Integer.highestOneBit(left);
        return left >= LEAST || below == left ? Math.min(LARGEST, below) : 2 * below;
    }

    private static void flip(float[] block, int size, UniformRandomProvider random) {
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits = (i & 63) == 0 ? random.nextLong() : bits >>> 1;
            block[i] = Float.intBitsToFloat(Float.floatToRawIntBits(block[i]) ^ (int) (bits << 31));
        }
    }

    @Override
    public String toString() {
        return "rotated(" + inner + ")";
    }
}
