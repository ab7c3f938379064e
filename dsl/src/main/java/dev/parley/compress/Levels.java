package dev.parley.compress;

import org.apache.commons.rng.UniformRandomProvider;

/** Numbers of a bucket or a layer on evenly spaced levels, rounded up or down at random so that their mean is right. */
final class Levels {
    private static final double UNIT = 0x1p-24;

    private final UniformRandomProvider random;
    private int[] codes = new int[512];

    /** Draws from a stream; one that only reads never draws. */
    Levels(UniformRandomProvider random) {
        this.random = random;
    }

    private int[] room(int n) {
        if (codes.length < n) {
            codes = new int[n];
        }
        return codes;
    }

    private int drawn(double x) {
        int low = (int) x;
        return (random.nextInt() >>> 8) * UNIT < x - low ? low + 1 : low;
    }

    /** Writes numbers as multiples of norm / s, for their Euclidean norm and s = 2^(bits - 1) - 1. */
    void writeByNorm(float[] values, int from, int to, int bits, BitWriter out) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (double) values[i] * values[i];
        }
        double exact = Math.sqrt(squares);
        float norm = (float) exact < exact ? Math.nextUp((float) exact) : (float) exact;
        finite(norm);
        out.number(norm);
        if (norm == 0) {
            return;
        }
        int[] made = room(to - from);
        int s = (1 << (bits - 1)) - 1;
        double scale = s / (double) norm;
        for (int i = from; i < to; i++) {
            int level = Math.min(s, drawn(Math.abs(values[i]) * scale));
            made[i - from] = values[i] < 0 && level > 0 ? 2 * level - 1 : 2 * level;
        }
        Sparse.write(made, to - from, bits, out);
    }

    void readByNorm(BitReader in, int bits, float[] into, int from, int to) {
        float norm = in.number();
        int s = (1 << (bits - 1)) - 1;
        if (norm == 0) {
            java.util.Arrays.fill(into, from, to, 0);
            return;
        }
        int[] made = room(to - from);
        Sparse.read(in, made, to - from, bits, 2 * s);
        for (int i = from; i < to; i++) {
            int level = (made[i - from] + 1) >> 1;
            float magnitude = (float) ((double) norm * level / s);
            into[i] = (made[i - from] & 1) == 1 ? -magnitude : magnitude;
        }
    }

    /** Writes numbers as low + c (high - low) / (2^bits - 1) for the lowest and the highest. */
    void writeByRange(float[] values, int from, int to, int bits, BitWriter out) {
        float low = values[from];
        float high = values[from];
        for (int i = from + 1; i < to; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        out.number(low);
        out.number(high);
        if (low == high) {
            return;
        }
        int most = (1 << bits) - 1;
        int[] made = room(to - from);
        double scale = most / ((double) high - low);
        int zero = zero(low, high, most);
        for (int i = from; i < to; i++) {
            int level = Math.min(most, drawn(((double) values[i] - low) * scale));
            made[i - from] = folded(level, zero, most);
        }
        Sparse.write(made, to - from, bits, out);
    }

    void readByRange(BitReader in, int bits, float[] into, int from, int to) {
        float low = in.number();
        float high = in.number();
        if (low == high) {
            java.util.Arrays.fill(into, from, to, low);
            return;
        }
        int most = (1 << bits) - 1;
        int[] made = room(to - from);
        double step = ((double) high - low) / most;
        int zero = zero(low, high, most);
        Sparse.read(in, made, to - from, bits, most);
        for (int i = from; i < to; i++) {
            int level = unfolded(made[i - from], zero, most);
            into[i] = level == most ? high : (float) (low + level * step);
        }
    }

    /** The level nearest to 0, around which most numbers lie. */
    private static int zero(float low, float high, int most) {
        double at = Math.rint(-low / ((double) high - low) * most);
        return (int) Math.max(0, Math.min(most, at));
    }

    /** Levels numbered from the one at 0 outwards, above and below in turn, until one side has no more. */
    static int folded(int level, int zero, int most) {
        int away = level - zero;
        int both = Math.min(zero, most - zero);
        if (Math.abs(away) > both) {
            return both + Math.abs(away);
        }
        return away > 0 ? 2 * away - 1 : -2 * away;
    }

    static int unfolded(int code, int zero, int most) {
        int both = Math.min(zero, most - zero);
        if (code > 2 * both) {
            return zero < most - zero ? zero + code - both : zero - code + both;
        }
        return (code & 1) == 1 ? zero + (code + 1) / 2 : zero - code / 2;
    }

    private static void finite(float norm) {
        if (!Float.isFinite(norm)) {
            throw new ArithmeticException("the norm of what is to be sent is no float; lower the learning rate");
        }
    }
}
