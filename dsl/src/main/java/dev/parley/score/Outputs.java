package dev.parley.score;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import java.util.stream.IntStream;

/** Asks a model for its outputs on rows. */
public final class Outputs {
    private Outputs() {}

    /**
     * The outputs beside the truth, in batches of the learner's size.
     *
     * @param learner at work on the calling thread
     * @param rows whose truth is NaN where a row has none
     * @param threshold by which a class is chosen
     */
    public static Scores of(Learner learner, ParamVector params, Shape shape, Examples rows, Threshold threshold) {
        int[] all = IntStream.range(0, rows.size()).toArray();
        int k = learner.outputs();
        float[] truth = new float[all.length];
        float[] outputs = new float[all.length * k];
        float[] batch = new float[learner.batch() * k];
        for (int at = 0; at < all.length; at += learner.batch()) {
            int count = Math.min(learner.batch(), all.length - at);
            learner.predict(rows, all, at, count, params, batch);
            System.arraycopy(batch, 0, outputs, at * k, count * k);
        }
        for (int row = 0; row < truth.length; row++) {
            truth[row] = rows.target(row);
        }
        return new Scores(shape, truth, k, outputs, threshold);
    }
}
