package dev.parley.layer;

import dev.parley.num.Seed;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** First values of weights: both sides; seeded, so the same on every machine. */
public interface Initialization {
    /**
     * Draws weights.
     *
     * @param weights filled
     * @param in inputs of a unit
     * @param out units that an input goes to
     */
    void fill(float[] weights, int in, int out, Seed seed);

    /** N(0, 2 / in), made for ReLU (He et al., ICCV 2015, eq. 10). */
    record HeNormal() implements Initialization {
        @Override
        public void fill(float[] weights, int in, int out, Seed seed) {
            normal(weights, Math.sqrt(2.0 / in), seed);
        }

        @Override
        public String toString() {
            return "heNormal()";
        }
    }

    /** Uniform within sqrt(6 / in), of the same variance 2 / in (He et al., ICCV 2015). */
    record HeUniform() implements Initialization {
        @Override
        public void fill(float[] weights, int in, int out, Seed seed) {
            uniform(weights, Math.sqrt(6.0 / in), seed);
        }

        @Override
        public String toString() {
            return "heUniform()";
        }
    }

    /** N(0, 2 / (in + out)), made for tanh (Glorot and Bengio, AISTATS 2010). */
    record XavierNormal() implements Initialization {
        @Override
        public void fill(float[] weights, int in, int out, Seed seed) {
            normal(weights, Math.sqrt(2.0 / (in + out)), seed);
        }

        @Override
        public String toString() {
            return "xavierNormal()";
        }
    }

    /** Uniform within sqrt(6 / (in + out)) (Glorot and Bengio, AISTATS 2010, eq. 16). */
    record XavierUniform() implements Initialization {
        @Override
        public void fill(float[] weights, int in, int out, Seed seed) {
            uniform(weights, Math.sqrt(6.0 / (in + out)), seed);
        }

        @Override
        public String toString() {
            return "xavierUniform()";
        }
    }

    /** Zeros: right for a single layer, where nothing has to be told apart. */
    record Zeros() implements Initialization {
        @Override
        public void fill(float[] weights, int in, int out, Seed seed) {
            java.util.Arrays.fill(weights, 0f);
        }

        @Override
        public String toString() {
            return "zeros()";
        }
    }

    private static void normal(float[] weights, double deviation, Seed seed) {
        var gaussian = ZigguratSampler.NormalizedGaussian.of(seed.random());
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (deviation * gaussian.sample());
        }
    }

    private static void uniform(float[] weights, double limit, Seed seed) {
        UniformRandomProvider random = seed.random();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
    }
}
