package dev.parley.compress;

import dev.parley.num.Seed;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Numbers as they come out on the other side. */
final class Passed {
    static final int[] ENDS = {170, 180, 300};

    private Passed() {}

    /** Numbers of layers of other sizes, few of them large among many small ones. */
    static float[] normal(long seed, int n) {
        UniformRandomProvider random = new Seed(seed).at("normal").random();
        var sampler = ZigguratSampler.NormalizedGaussian.of(random);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (Math.pow(sampler.sample(), 3) * (i < 170 ? 1 : 0.01));
        }
        return values;
    }

    static byte[] bytes(Compressor how, float[] values, int[] ends, Seed seed) {
        BitWriter to = new BitWriter(0);
        how.write(values, ends, seed, to);
        return to.bytes();
    }

    static float[] by(Compressor how, float[] values, int[] ends, Seed seed) {
        byte[] bytes = bytes(how, values, ends, seed);
        float[] into = new float[values.length];
        java.util.Arrays.fill(into, Float.NaN);
        BitReader from = new BitReader(bytes, bytes.length);
        how.read(from, ends, seed, into);
        from.end();
        return into;
    }

    static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    static float[] gap(float[] one, float[] other) {
        float[] made = one.clone();
        for (int i = 0; i < made.length; i++) {
            made[i] -= other[i];
        }
        return made;
    }
}
