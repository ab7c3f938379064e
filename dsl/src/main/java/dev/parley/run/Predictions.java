package dev.parley.run;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.model.Learner;
import dev.parley.table.FreeNames;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A model's outputs on some rows, and what can be read off them: predictions, confusion matrix, AUC. */
final class Predictions {
    private static final int BATCH = 256;

    private final Shape shape;
    private final Examples rows;
    private final int k;
    private final float[] outputs;

    private Predictions(Shape shape, Examples rows, int k, float[] outputs) {
        this.shape = shape;
        this.rows = rows;
        this.k = k;
        this.outputs = outputs;
    }

    static Predictions of(TrainedModel model, Examples rows) {
        Shape shape = model.shape();
        int[] all = IntStream.range(0, rows.size()).toArray();
        try (Learner learner = model.description().open(shape, BATCH)) {
            int k = learner.outputs();
            float[] outputs = new float[rows.size() * k];
            float[] batch = new float[BATCH * k];
            for (int at = 0; at < all.length; at += BATCH) {
                int count = Math.min(BATCH, all.length - at);
                learner.predict(rows, all, at, count, model.params(), batch);
                System.arraycopy(batch, 0, outputs, at * k, count * k);
            }
            return new Predictions(shape, rows, k, outputs);
        }
    }

    /** The prediction and, for classes, a probability a class. */
    Table table() {
        Table table = Table.create("predictions");
        if (shape.task() == Task.REGRESSION) {
            DoubleColumn values = DoubleColumn.create("prediction");
            for (float value : outputs) {
                values.append(shape.scale().original(value));
            }
            return table.addColumns(values);
        }
        List<String> classes = shape.classes();
        StringColumn winners = StringColumn.create("prediction");
        IntStream.range(0, rows.size()).forEach(i -> winners.append(classes.get(winner(i))));
        table.addColumns(winners);
        FreeNames names = new FreeNames(List.of("prediction"));
        for (int c = 0; c < classes.size(); c++) {
            DoubleColumn probability = DoubleColumn.create(names.free("P(" + classes.get(c) + ")"));
            for (int i = 0; i < rows.size(); i++) {
                probability.append(probability(i, c));
            }
            table.addColumns(probability);
        }
        return table;
    }

    Table confusion() {
        int[][] counts = counts();
        Table table = Table.create("confusion matrix");
        StringColumn truth = StringColumn.create("true \\ predicted", shape.classes());
        table.addColumns(truth);
        FreeNames names = new FreeNames(List.of(truth.name()));
        for (int c = 0; c < counts.length; c++) {
            int column = c;
            int[] predicted = Arrays.stream(counts).mapToInt(row -> row[column]).toArray();
            table.addColumns(IntColumn.create(names.free(shape.classes().get(c)), predicted));
        }
        return table;
    }

    /** Rows by true class (first index) and predicted class (second). */
    int[][] counts() {
        if (shape.task() == Task.REGRESSION) {
            throw new PlanException("confusion() counts classes, but '" + shape.target() + "' is a number; use rmse()");
        }
        int n = shape.classes().size();
        int[][] counts = new int[n][n];
        for (int i = 0; i < rows.size(); i++) {
            counts[(int) rows.target(i)][winner(i)]++;
        }
        return counts;
    }

    /** The share of pairs of a positive and a negative row that are in the right order; ties count half. */
    double auc() {
        if (shape.classes().size() != 2) {
            throw new PlanException("auc() is for two classes, but '" + shape.target() + "' has "
                    + shape.classes().size() + "; use accuracy() or confusion()");
        }
        Integer[] order = IntStream.range(0, rows.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Float.compare(probability(a, 1), probability(b, 1)));
        double ranks = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && probability(order[to], 1) == probability(order[from], 1)) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                if (rows.target(order[i]) == 1) {
                    ranks += rank;
                    positives++;
                }
            }
            from = to;
        }
        long negatives = order.length - positives;
        return (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    private float probability(int row, int c) {
        return k == 1 ? (c == 1 ? outputs[row] : 1 - outputs[row]) : outputs[row * k + c];
    }

    private int winner(int row) {
        if (k == 1) {
            return outputs[row] >= 0.5f ? 1 : 0;
        }
        int best = 0;
        for (int c = 1; c < k; c++) {
            best = outputs[row * k + c] > outputs[row * k + best] ? c : best;
        }
        return best;
    }
}
