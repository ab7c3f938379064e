package dev.parley.compress;

import dev.parley.num.Seed;

/**
 * Half precision (IEEE 754 binary16): the nearest of its numbers, ties to even; half the bytes.
 *
 * <p>The error is at most 2^-11 of a number whose magnitude is between 2^-14 and 65504, and 2^-25 below; larger ones become
 * 65504. Not unbiased, and no error is fed back.
 */
public record Float16() implements Rounding {
    @Override
    public void write(float[] values, int[] ends, Seed seed, BitWriter to) {
        int n = Ends.last(ends);
        for (int i = 0; i < n; i++) {
            to.bits(Half.of(values[i]), 16);
        }
    }

    @Override
    public void read(BitReader from, int[] ends, Seed round, float[] into) {
        int n = Ends.last(ends);
        for (int i = 0; i < n; i++) {
            int half = from.bits(16);
            if ((half & 0x7C00) == 0x7C00) {
                throw new IllegalArgumentException("a compressed vector holds NaN or infinite numbers");
            }
            into[i] = Half.value(half);
        }
    }

    @Override
    public String toString() {
        return "float16()";
    }
}
