package dev.parley.optimizer;

import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Steps of an optimizer whose state stands still: w -= rate (k g + s m), and each number of it divided by sqrt(v) + epsilon
 * where there is a second moment. Corrections are added to the gradient g first.
 *
 * <p>The moments are lent, and only looked at. 1 / (sqrt(v) + epsilon), which stands still with v, is worked out once: 4 bytes a
 * parameter.
 */
public final class FrozenRule implements StepRule {
    /**
     * The numbers of the rule.
     *
     * @param gradient k, what the gradient counts
     * @param moment s, what the first moment counts
     * @param epsilon keeps the factor from 0; unused without a second moment
     */
    public record Settings(double gradient, double moment, double epsilon) {}

    private final Settings settings;
    private final List<Correction> corrections;
    private final @Nullable ParamVector m;
    private final @Nullable ParamVector factors;
    private final float[] w = new float[CHUNK];
    private final float[] g = new float[CHUNK];
    private final float[] moment = new float[CHUNK]; // zeros where there is none
    private final float[] factor = new float[CHUNK];
    private final float[] zeros = new float[CHUNK];

    /**
     * Steps with the moments as they are.
     *
     * @param m first moment, n; none is 0
     * @param v second moment, n; none does not divide
     */
    public FrozenRule(
            Settings settings,
            List<Correction> corrections,
            Optional<ParamVector> m,
            Optional<ParamVector> v,
            VectorPool pool) {
        this.settings = settings;
        this.corrections = corrections;
        this.m = m.orElse(null);
        this.factors = v.map(each -> inverse(pool.copy(each))).orElse(null);
    }

    private ParamVector inverse(ParamVector v) {
        float epsilon = (float) settings.epsilon();
        for (int at = 0; at < v.length(); at += CHUNK) {
            int n = Math.min(CHUNK, v.length() - at);
            v.read(at, factor, 0, n);
            for (int i = 0; i < n; i++) {
                factor[i] = 1 / ((float) Math.sqrt(factor[i]) + epsilon);
            }
            v.write(at, factor, 0, n);
        }
        return v;
    }

    @Override
    public void step(ParamVector params, ParamVector gradient, double rate) {
        float r = (float) rate;
        float k = (float) settings.gradient();
        float s = (float) settings.moment();
        for (int at = 0; at < params.length(); at += CHUNK) {
            int n = Math.min(CHUNK, params.length() - at);
            params.read(at, w, 0, n);
            gradient.read(at, g, 0, n);
            gradient.write(at, zeros, 0, n);
            for (Correction correction : corrections) {
                correction.add(at, n, w, g);
            }
            if (m != null) {
                m.read(at, moment, 0, n);
            }
            if (factors == null) {
                for (int i = 0; i < n; i++) {
                    w[i] -= r * (k * g[i] + s * moment[i]);
                }
            } else {
                factors.read(at, factor, 0, n);
                for (int i = 0; i < n; i++) {
                    w[i] -= r * ((k * g[i] + s * moment[i]) * factor[i]);
                }
            }
            params.write(at, w, 0, n);
        }
    }

    @Override
    public void close() {
        if (factors != null) {
            factors.close();
        }
    }
}
