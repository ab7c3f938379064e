package dev.parley.optimizer;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.Arrays;
import java.util.List;

/**
 * A term that a client algorithm adds to each local gradient, whatever the optimizer is: party's side, for one round.
 *
 * <p>FedProx pulls, SCAFFOLD shifts, FedDyn does both, Mime decays.
 */
public interface Correction {
    /**
     * Adds the term to a piece of the gradient.
     *
     * @param at where the piece begins in the flat vector
     * @param n its length, at most {@link StepRule#CHUNK}
     * @param w the parameters of the piece
     * @param g the gradient of the piece, changed
     */
    void add(int at, int n, float[] w, float[] g);

    /** The gradient of mu/2 |w - x|^2: mu (w - x). */
    static Correction pull(double mu, ParamVector x) {
        float[] piece = new float[StepRule.CHUNK];
        float strength = (float) mu;
        return (at, n, w, g) -> {
            x.read(at, piece, 0, n);
            for (int i = 0; i < n; i++) {
                g[i] += strength * (w[i] - piece[i]);
            }
        };
    }

    /** The gradient of mu/2 |w - x|^2 - l w: mu (w - x) - l. */
    static Correction pull(double mu, ParamVector x, ParamVector l) {
        float[] piece = new float[StepRule.CHUNK];
        float[] less = new float[StepRule.CHUNK];
        float strength = (float) mu;
        return (at, n, w, g) -> {
            x.read(at, piece, 0, n);
            l.read(at, less, 0, n);
            for (int i = 0; i < n; i++) {
                g[i] += strength * (w[i] - piece[i]) - less[i];
            }
        };
    }

    /** The gradient of d/2 |w|^2, weight decay: d w. */
    static Correction decay(double d) {
        float strength = (float) d;
        return (at, n, w, g) -> {
            for (int i = 0; i < n; i++) {
                g[i] += strength * w[i];
            }
        };
    }

    /**
     * Lets steps move some elements alone: the gradient of all others becomes 0.
     *
     * @param spans those that move, in order
     */
    static Correction only(List<Layout.Span> spans) {
        return (at, n, w, g) -> {
            int held = at; // the first element of this piece that is not looked at yet
            for (Layout.Span span : spans) {
                int from = Math.max(at, Math.min(span.from(), at + n));
                if (from > held) {
                    Arrays.fill(g, held - at, from - at, 0f);
                }
                held = Math.max(held, Math.min(span.from() + span.length(), at + n));
            }
            Arrays.fill(g, held - at, n, 0f);
        };
    }

    /** A fixed vector. */
    static Correction shift(ParamVector by) {
        float[] piece = new float[StepRule.CHUNK];
        return (at, n, w, g) -> {
            by.read(at, piece, 0, n);
            for (int i = 0; i < n; i++) {
                g[i] += piece[i];
            }
        };
    }
}
