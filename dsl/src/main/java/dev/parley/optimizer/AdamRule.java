package dev.parley.optimizer;

import dev.parley.num.ParamVector;
import java.util.List;

/**
 * Steps of Adam or AdamW, as PyTorch has them: see {@link Settings}.
 *
 * <p>The moments are lent: who makes the rule keeps or closes them.
 */
public final class AdamRule implements StepRule {
    /**
     * The numbers of the rule, in step t of rate r: Adam adds d w to the gradient g, AdamW scales w by 1 - r d first;
     * m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; w -= r m' / (sqrt(v') + epsilon) with m' = m / (1 - b1^t) and
     * v' = v / (1 - b2^t).
     *
     * @param beta1 b1
     * @param beta2 b2
     * @param epsilon keeps the divisor from 0
     * @param weightDecay d
     * @param decoupled whether the decay is AdamW's
     */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled) {}

    private final Settings adam;
    private final GradientClip clip;
    private final List<Correction> corrections;
    private final ParamVector m;
    private final ParamVector v;
    private long t;
    private final float[] w = new float[CHUNK];
    private final float[] g = new float[CHUNK];
    private final float[] m1 = new float[CHUNK];
    private final float[] m2 = new float[CHUNK];
    private final float[] zeros = new float[CHUNK];

    /**
     * Goes on from moments.
     *
     * @param clip the most that a gradient's norm may be, before weight decay and corrections; 0 is no bound
     * @param m first moment, n, changed in place
     * @param v second moment, n, changed in place
     * @param t steps that they have taken
     */
    public AdamRule(Settings adam, double clip, List<Correction> corrections, ParamVector m, ParamVector v, long t) {
        this.adam = adam;
        this.clip = new GradientClip(clip, m.layout());
        this.corrections = corrections;
        this.m = m;
        this.v = v;
        this.t = t;
    }

    /** Steps taken by the moments in all. */
    public long steps() {
        return t;
    }

    @Override
    public void step(ParamVector params, ParamVector gradient, double rate) {
        t++;
        float shorter = clip.factor(gradient);
        float b1 = (float) adam.beta1();
        float b2 = (float) adam.beta2();
        float one1 = (float) (1 - adam.beta1());
        float one2 = (float) (1 - adam.beta2());
        float size = (float) (rate / (1 - Math.pow(adam.beta1(), (double) t)));
        float spread = (float) (1 / Math.sqrt(1 - Math.pow(adam.beta2(), (double) t)));
        float epsilon = (float) adam.epsilon();
        float l2 = adam.decoupled() ? 0 : (float) adam.weightDecay();
        float shrink = adam.decoupled() ? (float) (1 - rate * adam.weightDecay()) : 1;
        for (int at = 0; at < params.length(); at += CHUNK) {
            int n = Math.min(CHUNK, params.length() - at);
            params.read(at, w, 0, n);
            gradient.read(at, g, 0, n);
            gradient.write(at, zeros, 0, n);
            GradientClip.scale(g, shorter, n);
            for (Correction correction : corrections) {
                correction.add(at, n, w, g);
            }
            m.read(at, m1, 0, n);
            v.read(at, m2, 0, n);
            for (int i = 0; i < n; i++) {
                float gi = g[i] + l2 * w[i];
                m1[i] = b1 * m1[i] + one1 * gi;
                m2[i] = b2 * m2[i] + one2 * gi * gi;
            }
            for (int i = 0; i < n; i++) {
                w[i] = shrink * w[i] - size * m1[i] / ((float) Math.sqrt(m2[i]) * spread + epsilon);
            }
            m.write(at, m1, 0, n);
            v.write(at, m2, 0, n);
            params.write(at, w, 0, n);
        }
    }

    @Override
    public void close() {}
}
