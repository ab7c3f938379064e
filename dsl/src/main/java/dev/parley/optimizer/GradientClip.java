package dev.parley.optimizer;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import java.util.Arrays;
import java.util.List;

/**
 * A bound c on the length of each step's gradient g over learned arrays: g min(1, c / |g|) (Pascanu, Mikolov and Bengio,
 * ICML 2013).
 *
 * <p>As PyTorch's clip_grad_norm_ is used: g is the gradient of the batch's mean loss, before weight decay and corrections;
 * PyTorch adds 1e-6 to |g|. Costs a pass of reading: squares are added in 1024 sums side by side, in float, the same bits on
 * every machine, and these in double.
 */
final class GradientClip {
    private final double most;
    private final List<Layout.Span> learned;
    private final float[] g = new float[StepRule.CHUNK];
    private final float[] squares = new float[StepRule.CHUNK];

    /**
     * A bound for gradients of a layout.
     *
     * @param most c; 0 is no bound
     */
    GradientClip(double most, Layout layout) {
        this.most = most;
        this.learned = most == 0 ? List.of() : layout.spans(Role.LEARNED);
    }

    /** The factor that a gradient takes; 1 where it is short enough. */
    float factor(ParamVector gradient) {
        if (most == 0) {
            return 1;
        }
        double norm = norm(gradient);
        return norm > most ? (float) (most / norm) : 1;
    }

    private double norm(ParamVector gradient) {
        Arrays.fill(squares, 0);
        for (Layout.Span span : learned) {
            for (int done = 0; done < span.length(); done += StepRule.CHUNK) {
                int n = Math.min(StepRule.CHUNK, span.length() - done);
                gradient.read(span.from() + done, g, 0, n);
                addSquares(squares, g, n);
            }
        }
        double sum = 0;
        for (float part : squares) {
            sum += part;
        }
        // squares past the range of a float are summed anew, one number after the other
        return Double.isInfinite(sum) ? gradient.norm(Role.LEARNED) : Math.sqrt(sum);
    }

    private static void addSquares(float[] to, float[] values, int n) {
        for (int i = 0; i < n; i++) {
            to[i] += values[i] * values[i];
        }
    }

    /** Scales a piece by a factor. */
    static void scale(float[] piece, float factor, int n) {
        if (factor == 1) {
            return;
        }
        for (int i = 0; i < n; i++) {
            piece[i] *= factor;
        }
    }
}
