package dev.parley.optimizer;

import dev.parley.example.Party;
import dev.parley.model.Learner;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Stop;
import dev.parley.num.VectorPool;

/**
 * The mean gradient of all of a party's rows at one point, added up chunk by chunk in their own order, so that memory does
 * not grow with the rows.
 *
 * <p>Batch normalization takes each chunk for a batch of its own. A stop lands between two chunks.
 *
 * @param chunk the largest number of rows at once
 */
public record FullGradient(int chunk) {
    /**
     * Adds the gradient: {@code into += scale x gradient(at)}.
     *
     * @return the mean loss of all rows at {@code at}
     */
    public double add(Learner learner, Party party, double scale, ParamVector at, ParamVector into) {
        return all(learner, party, scale, at, into, false);
    }

    /**
     * Takes a step from a point, which is another vector than where it goes. Running statistics move once a chunk.
     *
     * @param into the parameters of the point, which move
     * @return the mean loss of all rows at {@code from}
     */
    public double step(Learner learner, Party party, double rate, ParamVector from, ParamVector into, VectorPool pool) {
        if (from.layout().isAllLearned()) {
            return all(learner, party, -rate, from, into, false);
        }
        try (ParamVector at = pool.copy(from)) { // a chunk's statistics go on from those of the chunk before
            double loss = all(learner, party, -rate, at, into, true);
            for (Layout.Span span : at.layout().spans(Role.STATISTIC)) {
                float[] values = new float[span.length()];
                at.read(span.from(), values, 0, values.length);
                into.write(span.from(), values, 0, values.length);
            }
            return loss;
        }
    }

    private double all(Learner learner, Party party, double scale, ParamVector at, ParamVector into, boolean measures) {
        int[] rows = party.rows();
        double sum = 0;
        for (int from = 0; from < rows.length; from += chunk) {
            Stop.check("stopped between two chunks of rows");
            int count = Math.min(chunk, rows.length - from);
            double share = (double) count / rows.length;
            sum += count * learner.addGradient(party.examples(), rows, from, count, scale * share, at, into);
            if (measures) {
                learner.updateStatistics(at);
            }
        }
        return sum / rows.length;
    }
}
