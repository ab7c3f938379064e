package dev.parley.model;

import dev.parley.example.Task;
import java.util.Locale;

/**
 * Scores of a model on some rows.
 *
 * @param task tells which of the numbers mean something; the others are NaN
 * @param examples number of rows
 * @param loss mean loss
 * @param accuracy share of rows whose most probable class is right, 0 to 1
 * @param rmse root of the mean squared error, in the target's unit
 * @param r2 share of the target's variance that is explained, at most 1
 */
public record Evaluation(Task task, long examples, double loss, double accuracy, double rmse, double r2) {
    /** The metrics that mean something, in words. */
    public String scores() {
        return task == Task.CLASSIFICATION
                ? String.format(Locale.ROOT, "accuracy %.4f, loss %.4g", accuracy, loss)
                : String.format(Locale.ROOT, "RMSE %.4g, R2 %.4f, loss %.4g", rmse, r2, loss);
    }

    @Override
    public String toString() {
        return scores() + " on " + examples + " rows";
    }
}
