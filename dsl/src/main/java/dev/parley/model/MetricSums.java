package dev.parley.model;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.num.ParamVector;
import dev.parley.num.Stop;
import java.util.concurrent.CancellationException;

/**
 * Sums from which metrics are made; sums of parts add up to the sums of the whole.
 *
 * @param examples number of rows
 * @param loss sum of the losses
 * @param correct number of rows whose most probable class is right
 * @param squared sum of squared errors
 * @param sum sum of the targets
 * @param square sum of the targets' squares
 */
public record MetricSums(long examples, double loss, long correct, double squared, double sum, double square) {
    /** Sums of no rows. */
    public static final MetricSums NONE = new MetricSums(0, 0, 0, 0, 0, 0);

    /** The sums of both. */
    public MetricSums plus(MetricSums other) {
        return new MetricSums(
                examples + other.examples,
                loss + other.loss,
                correct + other.correct,
                squared + other.squared,
                sum + other.sum,
                square + other.square);
    }

    /**
     * Counts some rows: {@code rows[from .. to - 1]} in batches of the learner's size.
     *
     * @throws CancellationException if the training is to stop, which is looked for before each batch
     */
    public static MetricSums of(Learner learner, ParamVector params, Examples data, int[] rows, int from, int to) {
        int k = learner.outputs();
        float[] outputs = new float[learner.batch() * k];
        MetricSums tally = NONE;
        for (int at = from; at < to; at += learner.batch()) {
            Stop.check("stopped while evaluating");
            int count = Math.min(learner.batch(), to - at);
            double loss = learner.predict(data, rows, at, count, params, outputs) * count;
            long correct = 0;
            double squared = 0;
            double sum = 0;
            double square = 0;
            for (int i = 0; i < count; i++) {
                float target = data.target(rows[at + i]);
                correct += winner(outputs, i * k, k) == (int) target ? 1 : 0;
                double error = outputs[i * k] - target;
                squared += error * error;
                sum += target;
                square += (double) target * target;
            }
            tally = tally.plus(new MetricSums(count, loss, correct, squared, sum, square));
        }
        return tally;
    }

    /** The class of the highest output; of one output, class 1 where the probability is at least a half. */
    static int winner(float[] outputs, int from, int k) {
        if (k == 1) {
            return outputs[from] >= 0.5f ? 1 : 0;
        }
        int best = 0;
        for (int j = 1; j < k; j++) {
            if (outputs[from + j] > outputs[from + best]) {
                best = j;
            }
        }
        return best;
    }

    /** The metrics of these sums in the target's own unit, where they were made of what a model learns. */
    public Evaluation evaluation(Model model, Shape shape) {
        Evaluation z = evaluation(shape.task());
        return new Evaluation(
                z.task(),
                z.examples(),
                z.loss() * model.lossScale(shape),
                z.accuracy(),
                z.rmse() * shape.scale().unit(),
                z.r2());
    }

    /** The metrics of these sums, in the unit they are in. */
    public Evaluation evaluation(Task task) {
        double mean = loss / examples;
        if (task == Task.CLASSIFICATION) {
            return new Evaluation(task, examples, mean, (double) correct / examples, Double.NaN, Double.NaN);
        }
        double variance = square - sum * sum / examples;
        return new Evaluation(task, examples, mean, Double.NaN, Math.sqrt(squared / examples), 1 - squared / variance);
    }
}
