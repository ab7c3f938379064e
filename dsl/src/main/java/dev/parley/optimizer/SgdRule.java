package dev.parley.optimizer;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SGD with momentum m, weight decay d and corrections c: g = gradient + d w + c; v = m v + g; w -= rate v, as PyTorch
 * has it, with v = 0 at first. The gradient may be clipped before.
 */
public final class SgdRule implements StepRule {
    private final float momentum;
    private final float decay;
    private final GradientClip clip;
    private final List<Correction> corrections;
    private final @Nullable ParamVector velocity;
    private final float[] w = new float[CHUNK];
    private final float[] g = new float[CHUNK];
    private final float[] v = new float[CHUNK];
    private final float[] zeros = new float[CHUNK];

    private SgdRule(
            double momentum, double decay, double clip, List<Correction> corrections, Layout layout, VectorPool pool) {
        this.momentum = (float) momentum;
        this.decay = (float) decay;
        this.clip = new GradientClip(clip, layout);
        this.corrections = corrections;
        this.velocity = momentum == 0 ? null : pool.zeros(layout);
    }

    /** Without a clip. */
    public static Optional<StepRule> of(
            double momentum, double decay, List<Correction> corrections, Layout layout, VectorPool pool) {
        return of(momentum, decay, 0, corrections, layout, pool);
    }

    /**
     * Empty for plain SGD, which needs no pass of its own: a learner adds the scaled gradient where it belongs.
     *
     * @param clip the most that a gradient's norm may be; 0 is no bound
     */
    public static Optional<StepRule> of(
            double momentum, double decay, double clip, List<Correction> corrections, Layout layout, VectorPool pool) {
        return momentum == 0 && decay == 0 && clip == 0 && corrections.isEmpty()
                ? Optional.empty()
                : Optional.of(new SgdRule(momentum, decay, clip, corrections, layout, pool));
    }

    @Override
    public void step(ParamVector params, ParamVector gradient, double rate) {
        float r = (float) rate;
        float shorter = clip.factor(gradient);
        for (int at = 0; at < params.length(); at += CHUNK) {
            int n = Math.min(CHUNK, params.length() - at);
            params.read(at, w, 0, n);
            gradient.read(at, g, 0, n);
            gradient.write(at, zeros, 0, n);
            GradientClip.scale(g, shorter, n);
            if (decay != 0) {
                addScaled(g, decay, w, n);
            }
            for (Correction correction : corrections) {
                correction.add(at, n, w, g);
            }
            if (velocity != null) {
                velocity.read(at, v, 0, n);
                addScaled(g, momentum, v, n);
                velocity.write(at, g, 0, n);
            }
            addScaled(w, -r, g, n);
            params.write(at, w, 0, n);
        }
    }

    private static void addScaled(float[] to, float factor, float[] from, int n) {
        for (int i = 0; i < n; i++) {
            to[i] += factor * from[i];
        }
    }

    @Override
    public void close() {
        if (velocity != null) {
            velocity.close();
        }
    }
}
