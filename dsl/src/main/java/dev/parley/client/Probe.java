package dev.parley.client;

import dev.parley.data.Party;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;

/** The mean loss on a few of a party's rows, before and after its work: at most 64, so that it costs little. */
final class Probe {
    private static final int MOST = 64;

    private final Learner learner;
    private final Party party;
    private final int[] rows;
    private final float[] outputs;

    /**
     * Takes the first rows of an order.
     *
     * @param order the party's rows; copied as far as needed
     */
    Probe(Learner learner, Party party, int[] order) {
        this.learner = learner;
        this.party = party;
        this.rows = java.util.Arrays.copyOf(order, Math.min(MOST, order.length));
        this.outputs = new float[Math.min(learner.batch(), rows.length) * learner.outputs()];
    }

    double loss(ParamVector params) {
        double sum = 0;
        for (int at = 0; at < rows.length; at += learner.batch()) {
            int count = Math.min(learner.batch(), rows.length - at);
            sum += count * learner.predict(party.examples(), rows, at, count, params, outputs);
        }
        return sum / rows.length;
    }
}
