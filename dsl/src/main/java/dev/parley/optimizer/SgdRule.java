package dev.parley.optimizer;

import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SGD with momentum m, weight decay d and a pull of strength mu to the start x: g = gradient + d w + mu (w - x);
 * v = m v + g; w -= rate v, as PyTorch has it, with v = 0 at first.
 */
public final class SgdRule implements StepRule {
    private final float momentum;
    private final float decay;
    private final float mu;
    private final ParamVector start;
    private final @Nullable ParamVector velocity;
    private final float[] w = new float[CHUNK];
    private final float[] g = new float[CHUNK];
    private final float[] x = new float[CHUNK];
    private final float[] zeros = new float[CHUNK];

    private SgdRule(double momentum, double decay, double mu, ParamVector start, VectorPool pool) {
        this.momentum = (float) momentum;
        this.decay = (float) decay;
        this.mu = (float) mu;
        this.start = start;
        this.velocity = momentum == 0 ? null : pool.zeros(start.layout());
    }

    /** Empty for plain SGD, which needs no pass of its own: a learner adds the scaled gradient where it belongs. */
    public static Optional<StepRule> of(double momentum, double decay, double mu, ParamVector start, VectorPool pool) {
        return momentum == 0 && decay == 0 && mu == 0
                ? Optional.empty()
                : Optional.of(new SgdRule(momentum, decay, mu, start, pool));
    }

    @Override
    public void step(ParamVector params, ParamVector gradient, double rate) {
        float r = (float) rate;
        for (int at = 0; at < params.length(); at += CHUNK) {
            int n = Math.min(CHUNK, params.length() - at);
            params.read(at, w, 0, n);
            gradient.read(at, g, 0, n);
            gradient.write(at, zeros, 0, n);
            if (decay != 0) {
                addScaled(g, decay, w, n);
            }
            if (mu != 0) {
                start.read(at, x, 0, n);
                pull(n);
            }
            if (velocity != null) {
                velocity.read(at, x, 0, n);
                gather(n);
                velocity.write(at, g, 0, n);
            }
            addScaled(w, -r, g, n);
            params.write(at, w, 0, n);
        }
    }

    /** The gradient of mu/2 |w - x|^2. */
    private void pull(int n) {
        for (int i = 0; i < n; i++) {
            g[i] += mu * (w[i] - x[i]);
        }
    }

    /** The velocity so far is in x; the new one takes the gradient's place. */
    private void gather(int n) {
        for (int i = 0; i < n; i++) {
            g[i] += momentum * x[i];
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
