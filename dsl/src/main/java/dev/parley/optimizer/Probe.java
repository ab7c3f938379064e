package dev.parley.optimizer;

import dev.parley.example.Party;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import java.util.Arrays;

/**
 * The mean loss on a few of a party's rows, before and after its work, in rounds that are evaluated.
 *
 * <p>At most 64 rows; a party that has no more spends as much on them as on two thirds of an epoch.
 */
public final class Probe {
    private static final int MOST = 64;
    private static final int[] NONE = {};

    private final Learner learner;
    private final Party party;
    private final int[] rows;
    private final float[] outputs;

    /** Takes a party's first rows, or none. */
    public Probe(boolean measures, Learner learner, Party party) {
        this(measures, learner, party, measures ? party.rows() : NONE);
    }

    /**
     * Takes the first rows of an order, or none.
     *
     * @param order the party's rows; copied as far as needed
     */
    public Probe(boolean measures, Learner learner, Party party, int[] order) {
        this(learner, party, measures ? Arrays.copyOf(order, Math.min(MOST, order.length)) : NONE);
    }

    private Probe(Learner learner, Party party, int[] rows) {
        this.learner = learner;
        this.party = party;
        this.rows = rows;
        this.outputs = new float[Math.min(learner.batch(), rows.length) * learner.outputs()];
    }

    /** Takes all of a party's rows. */
    public static Probe all(Learner learner, Party party) {
        return new Probe(learner, party, party.rows());
    }

    /** NaN where it does not measure. */
    public double loss(ParamVector params) {
        double sum = 0;
        for (int at = 0; at < rows.length; at += learner.batch()) {
            int count = Math.min(learner.batch(), rows.length - at);
            sum += count * learner.predict(party.examples(), rows, at, count, params, outputs);
        }
        return rows.length == 0 ? Double.NaN : sum / rows.length;
    }
}
