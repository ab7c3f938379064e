package dev.parley.compress;

import dev.parley.num.Seed;

/** All bits of each number: 4 bytes. */
public record Exact() implements Rounding {
    @Override
    public void write(float[] values, int[] ends, Seed seed, BitWriter to) {
        int n = Ends.last(ends);
        for (int i = 0; i < n; i++) {
            to.number(values[i]);
        }
    }

    @Override
    public void read(BitReader from, int[] ends, Seed round, float[] into) {
        int n = Ends.last(ends);
        for (int i = 0; i < n; i++) {
            into[i] = from.number();
        }
    }

    @Override
    public String toString() {
        return "exact()";
    }
}
