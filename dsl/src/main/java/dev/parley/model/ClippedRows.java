package dev.parley.model;

import dev.parley.layer.Activations;
import dev.parley.layer.Conv;
import dev.parley.layer.Layer;
import dev.parley.layer.Pass;
import dev.parley.layer.RowStage;
import dev.parley.layer.Stage;
import java.util.Arrays;
import java.util.List;

/**
 * Sends a batch's gradient back through layers, and lets each row add its own part bounded: g min(1, c / |g|).
 *
 * <p>The norms of all layers are known when the gradient has reached the first; only then do layers learn, from what they have
 * kept. Convolutions keep a gradient of each image and prepare kernels for each number of rows: they get at most 64 at a
 * time, in few different numbers, filled up with rows that do not count.
 */
final class ClippedRows {
    private static final int MOST = 64;
    private static final int STEP = 16;

    private final List<Stage> stages;
    private final int most;
    private final boolean fills;
    private final double[] squares;
    private final float[] factors;

    ClippedRows(List<Stage> stages, List<? extends Layer> layers, int batch) {
        this.stages = stages;
        this.fills = layers.stream().anyMatch(Conv.class::isInstance);
        this.most = fills ? Math.min(batch, MOST) : batch;
        this.squares = new double[batch];
        this.factors = new float[batch];
    }

    /** The rows that go through at once. */
    int most() {
        return most;
    }

    /** Some rows, and others behind them up to a number that occurs more often. */
    int[] padded(int[] rows, int from, int count) {
        int length = fills ? Math.min(most, (count + STEP - 1) / STEP * STEP) : count;
        int[] padded = new int[length];
        System.arraycopy(rows, from, padded, 0, count);
        Arrays.fill(padded, count, length, rows[from]);
        return padded;
    }

    /**
     * Goes back.
     *
     * @param gradient of the mean loss of n rows
     * @param counted of these rows, the first of which are meant
     */
    void backward(Activations gradient, int n, int counted, double clip, Pass pass) {
        Arrays.fill(squares, 0, n, 0);
        Activations at = gradient;
        for (int i = stages.size() - 1; i >= 0; i--) {
            if (stages.get(i) instanceof RowStage rows) {
                at = rows.below(at, n, pass);
                rows.addSquares(n, squares);
            } else {
                at = stages.get(i).backward(at, n, pass);
            }
        }
        for (int row = 0; row < n; row++) {
            factors[row] = row < counted ? factor(n * Math.sqrt(squares[row]), clip) : 0;
        }
        for (Stage stage : stages) {
            if (stage instanceof RowStage rows) {
                rows.learn(factors, n, pass);
            }
        }
    }

    private static float factor(double norm, double clip) {
        if (!Double.isFinite(norm)) {
            return 0;
        }
        return norm > clip ? (float) (clip / norm) : 1;
    }
}
