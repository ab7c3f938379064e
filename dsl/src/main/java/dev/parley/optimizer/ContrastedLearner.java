package dev.parley.optimizer;

import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;

/**
 * A learner whose loss has the model-contrastive term more: representations near those by one model and far from those by
 * another, see {@link Contrast}.
 *
 * <p>Costs two passes forward over the party's rows when it is made, and little a step, see {@link Directions}. The learner
 * that it works with stays its owner's to close.
 */
public final class ContrastedLearner extends AroundLearner {
    private final double mu;
    private final double temperature;
    private final Directions directions;

    /**
     * Around a learner that has representations, for the rows of one party.
     *
     * @param mu strength of the term
     * @param temperature its temperature, above 0
     * @param near the model to stay near to; only looked at
     * @param far the model to stay away from; only looked at
     */
    public ContrastedLearner(
            Learner inner, Party party, double mu, double temperature, ParamVector near, ParamVector far) {
        this(inner, mu, temperature, new Directions(inner, party, near, far, Directions.MOST));
    }

    ContrastedLearner(Learner inner, double mu, double temperature, Directions directions) {
        super(inner);
        this.mu = mu;
        this.temperature = temperature;
        this.directions = directions;
    }

    @Override
    public double addGradient(
            Examples data, int[] rows, int from, int count, double scale, ParamVector params, ParamVector into) {
        Contrast term = directions.of(mu, temperature, data, rows, from, count);
        return inner.addGradient(data, rows, from, count, scale, params, into, term);
    }
}
