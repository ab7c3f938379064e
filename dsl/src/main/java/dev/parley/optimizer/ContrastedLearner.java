package dev.parley.optimizer;

import dev.parley.example.Examples;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;

/**
 * A learner whose loss has the model-contrastive term more: representations near those by one model and far from those by
 * another, see {@link Contrast}.
 *
 * <p>Costs two passes forward a step. The learner that it works with stays its owner's to close.
 */
public final class ContrastedLearner extends AroundLearner {
    private final double mu;
    private final double temperature;
    private final ParamVector near;
    private final ParamVector far;
    private float[] byNear = {};
    private float[] byFar = {};

    /**
     * Around a learner that has representations.
     *
     * @param mu strength of the term
     * @param temperature its temperature, above 0
     * @param near the model to stay near to; only looked at
     * @param far the model to stay away from; only looked at
     */
    public ContrastedLearner(Learner inner, double mu, double temperature, ParamVector near, ParamVector far) {
        super(inner);
        this.mu = mu;
        this.temperature = temperature;
        this.near = near;
        this.far = far;
    }

    @Override
    public double addGradient(
            Examples data, int[] rows, int from, int count, double scale, ParamVector params, ParamVector into) {
        int length = count * inner.representation();
        if (byNear.length < length) {
            byNear = new float[length];
            byFar = new float[length];
        }
        inner.represent(data, rows, from, count, near, byNear);
        inner.represent(data, rows, from, count, far, byFar);
        Contrast term = new Contrast(mu, temperature, byNear, byFar);
        return inner.addGradient(data, rows, from, count, scale, params, into, term);
    }
}
