package dev.parley.num;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Gaussian noise on the learned numbers of a vector; it repeats where its seed does. */
public final class GaussianNoise {
    private static final int CHUNK = 1024;

    private GaussianNoise() {}

    /** Adds a draw of N(0, sd^2) to each. */
    public static void add(ParamVector vector, double sd, Seed seed) {
        add(vector, sd, seed.random());
    }

    /** The same from a generator, whose draws follow on those it has made. */
    public static void add(ParamVector vector, double sd, UniformRandomProvider random) {
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        float[] chunk = new float[CHUNK];
        for (Layout.Span span : vector.layout().spans(Role.LEARNED)) {
            for (int at = 0; at < span.length(); at += CHUNK) {
                int n = Math.min(CHUNK, span.length() - at);
                vector.read(span.from() + at, chunk, 0, n);
                for (int i = 0; i < n; i++) {
                    chunk[i] = (float) (chunk[i] + sd * normal.sample());
                }
                vector.write(span.from() + at, chunk, 0, n);
            }
        }
    }
}
