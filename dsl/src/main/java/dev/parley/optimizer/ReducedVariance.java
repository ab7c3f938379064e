package dev.parley.optimizer;

import dev.parley.example.Examples;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;

/**
 * A learner whose gradients are g(w) - g(x) of the same rows, for a fixed x: those of SVRG without its full gradient
 * (Johnson and Zhang, NIPS 2013). What layers draw at random is the same at both points.
 *
 * <p>Running statistics are those of the last pass, at w and not at x. Costs two gradients a step. The learner that it
 * works with stays its owner's to close.
 */
public final class ReducedVariance extends AroundLearner {
    private final ParamVector x;
    private Seed seed = new Seed(0);
    private long step;

    /**
     * Around a learner.
     *
     * @param x the fixed point; only looked at
     */
    public ReducedVariance(Learner inner, ParamVector x) {
        super(inner);
        this.x = x;
    }

    @Override
    public void begin(Seed from) {
        seed = from;
        step = 0;
    }

    @Override
    public double addGradient(
            Examples data, int[] rows, int from, int count, double scale, ParamVector params, ParamVector into) {
        Seed drawn = seed.at("step", step++);
        inner.begin(drawn);
        inner.addGradient(data, rows, from, count, -scale, x, into);
        inner.begin(drawn);
        return inner.addGradient(data, rows, from, count, scale, params, into);
    }
}
