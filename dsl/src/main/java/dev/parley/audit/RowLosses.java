package dev.parley.audit;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import java.util.Arrays;

/**
 * Confidence of a model in the truth, row by row: what membership inference looks at.
 *
 * <p>For classes it is log(p / (1 - p)) of the true class's probability p, where 1 - p is summed over the other classes, so
 * that it stays exact near 1 (Carlini et al., IEEE S&P 2022, section IV.C). It falls as the cross-entropy -log p rises. For
 * a number it is minus half the squared error, in scaled units.
 *
 * @param confidence by row
 * @param loss by row: -log p, or half the squared error
 */
@SuppressWarnings("ArrayRecordComponent")
record RowLosses(double[] confidence, double[] loss) {
    private static final int BATCH = 256;
    private static final double LEAST = 1e-30;

    /** Those of all rows. */
    static RowLosses of(Model model, Shape shape, ParamVector params, Examples rows) {
        int n = rows.size();
        double[] confidence = new double[n];
        double[] loss = new double[n];
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        try (Learner learner = model.open(shape, BATCH)) {
            int k = learner.outputs();
            float[] out = new float[BATCH * k];
            for (int at = 0; at < n; at += BATCH) {
                int count = Math.min(BATCH, n - at);
                learner.predict(rows, all, at, count, params, out);
                for (int i = 0; i < count; i++) {
                    one(shape.task(), out, i * k, k, rows.target(at + i), at + i, confidence, loss);
                }
            }
        }
        return new RowLosses(confidence, loss);
    }

    private static void one(
            Task task, float[] out, int from, int k, float target, int row, double[] confidence, double[] loss) {
        if (task == Task.REGRESSION) {
            loss[row] = (out[from] - target) * (double) (out[from] - target) / 2;
            confidence[row] = -loss[row];
            return;
        }
        double truth = k == 1 ? (target == 1 ? out[from] : 1.0 - out[from]) : out[from + (int) target];
        double others = k == 1 ? 1 - truth : 0;
        for (int c = 0; c < k && k > 1; c++) {
            others += c == (int) target ? 0 : out[from + c];
        }
        loss[row] = -Math.log(Math.max(LEAST, truth));
        confidence[row] = Math.log(Math.max(LEAST, truth)) - Math.log(Math.max(LEAST, others));
    }
}
