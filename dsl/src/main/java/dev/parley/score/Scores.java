package dev.parley.score;

import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.Nearest;
import dev.parley.fault.PlanException;
import java.util.List;

/**
 * The truth and a model's outputs on some rows.
 *
 * <p>Outputs of classes are a probability a row and class. Outputs of a number are the prediction, in the target's own
 * unit. Rows and classes are numbered from 0.
 */
public final class Scores {
    private final Shape shape;
    private final float[] truth;
    private final int k;
    private final float[] outputs;
    private final Threshold threshold;

    /**
     * Scores of n rows.
     *
     * @param shape of the data
     * @param truth n: class numbers, or numbers in the unit that the model learns
     * @param k outputs a row: one for a number or for the second of two classes, else one a class
     * @param outputs n x k, row by row
     * @param threshold by which a class is chosen
     */
    public Scores(Shape shape, float[] truth, int k, float[] outputs, Threshold threshold) {
        this.shape = shape;
        this.truth = truth.clone();
        this.k = k;
        this.outputs = outputs.clone();
        this.threshold = threshold;
    }

    /** Number of rows. */
    public int size() {
        return truth.length;
    }

    /** The classes, in the order of their numbers; empty for a number. */
    public List<String> classes() {
        return shape.classes();
    }

    /** Kind of target: a class or a number. */
    public Task task() {
        return shape.task();
    }

    /** The column that was predicted. */
    public String target() {
        return shape.target();
    }

    /** The threshold by which a class is chosen. */
    public Threshold threshold() {
        return threshold;
    }

    /** The number of a row's class. */
    public int truth(int row) {
        return (int) truth[row];
    }

    /** A row's true number, in the target's own unit. */
    public double value(int row) {
        return shape.scale().original(truth[row]);
    }

    /** The number predicted for a row, in the target's own unit. */
    public double predicted(int row) {
        return shape.scale().original(outputs[row]);
    }

    /** The probability of a class. */
    public float probability(int row, int c) {
        return k == 1 ? (c == 1 ? outputs[row] : 1 - outputs[row]) : outputs[row * k + c];
    }

    /** The number of the class that is chosen. */
    public int winner(int row) {
        if (threshold.place() >= 0) {
            return threshold.choose(c -> probability(row, c), shape.classes().size());
        }
        if (k == 1) {
            return outputs[row] >= 0.5f ? 1 : 0;
        }
        int best = 0;
        for (int c = 1; c < k; c++) {
            best = outputs[row * k + c] > outputs[row * k + best] ? c : best;
        }
        return best;
    }

    /**
     * The number of a class.
     *
     * @throws PlanException where there is no such class
     */
    public int place(String name) {
        return place(name, shape);
    }

    /** The number of a class of such data. */
    public static int place(String name, Shape shape) {
        int place = shape.classes().indexOf(name);
        if (place < 0) {
            throw new PlanException("there is no class \"" + name + "\"; "
                    + (shape.classes().isEmpty()
                            ? "'" + shape.target() + "' is a number"
                            : Nearest.hint(name, shape.classes())));
        }
        return place;
    }

    /** Refuses numbers where classes are needed. */
    public Scores classed(String asked) {
        if (shape.task() != Task.CLASSIFICATION) {
            throw new PlanException(
                    asked + " is for classes, but '" + shape.target() + "' is a number; use rmse() or r2()");
        }
        return this;
    }

    /** The share of rows whose chosen class is right. */
    public double accuracy() {
        int right = 0;
        for (int row = 0; row < size(); row++) {
            right += winner(row) == truth(row) ? 1 : 0;
        }
        return (double) right / size();
    }

    /** Counts of rows, K x K, by true class and by chosen class. */
    public int[][] confusion() {
        int n = shape.classes().size();
        int[][] counts = new int[n][n];
        for (int row = 0; row < size(); row++) {
            counts[truth(row)][winner(row)]++;
        }
        return counts;
    }

    /** The curve of one class against all others. */
    public Ranking ranking(int c) {
        boolean[] positive = new boolean[size()];
        double[] scores = new double[size()];
        for (int row = 0; row < size(); row++) {
            positive[row] = truth(row) == c;
            scores[row] = probability(row, c);
        }
        return Ranking.of(positive, scores);
    }

    /** The mean squared distance of a class's probability from its being true (Brier, 1950). */
    public double brier(int c) {
        double sum = 0;
        for (int row = 0; row < size(); row++) {
            double gap = probability(row, c) - (truth(row) == c ? 1.0 : 0.0);
            sum += gap * gap;
        }
        return sum / size();
    }

    /** The mean negative logarithm of the true class's probability, which is taken for 1e-15 at least. */
    public double logLoss() {
        double sum = 0;
        for (int row = 0; row < size(); row++) {
            sum -= Math.log(Math.max(1e-15, probability(row, truth(row))));
        }
        return sum / size();
    }
}
