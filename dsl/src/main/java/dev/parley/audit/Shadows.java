package dev.parley.audit;

import dev.parley.example.DenseExamples;
import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.run.Run;
import java.util.Arrays;

/**
 * Likelihood-ratio attack with shadow models that never saw a row (offline LiRA; Carlini et al., IEEE S&P 2022, algorithm 1
 * and section VI.A).
 *
 * <p>With phi = log(p / (1 - p)) of the true class's probability p, the shadows that were trained without a row give a mean
 * mu and, over all rows together, a variance s^2 of phi; a row's score is (phi - mu) / s, which ranks rows as the paper's
 * one-sided test does. The variance is common to all rows, as the paper advises for few shadows. Half of the shadows have
 * not seen a given row; where all have, its mean is that of all rows.
 */
public final class Shadows {
    private Shadows() {}

    /**
     * The attack on a run.
     *
     * @param shadows how many models, at least 2
     * @param epochs of each, at least 1
     */
    public static Membership attack(Run run, int shadows, int epochs) {
        Check.atLeastOne("membership(run, shadows, epochs)", epochs);
        if (shadows < 2) {
            throw new PlanException("membership(run, shadows, epochs) compares with at least 2 shadow models, but "
                    + shadows + " was given; 4 to 16 are usual");
        }
        ParamVector params = Membership.model(run);
        Shape shape = run.parties().shape();
        if (shape.task() == Task.REGRESSION) {
            throw new PlanException("membership(run, shadows, epochs) needs the probability of a class, but '"
                    + shape.target() + "' is a number; use membership(run)");
        }
        int members = run.parties().train().size();
        Examples pool = joined(run.parties().train(), run.parties().test());
        double[] observed = RowLosses.of(run.description(), shape, params, pool).confidence();
        double[][] without = new double[shadows][];
        boolean[][] out = new boolean[shadows][pool.size()];
        for (int s = 0; s < shadows; s++) {
            without[s] = shadow(run, shape, pool, epochs, s, out[s]);
        }
        double[] scores = scores(observed, without, out);
        return new Membership(
                run.name(),
                "likelihood ratio, " + shadows + " shadow models",
                Membership.ranked(Arrays.copyOf(scores, members), Arrays.copyOfRange(scores, members, scores.length)),
                Double.NaN);
    }

    /** Scores of rows: how far the observed confidence lies above that of models that never saw the row. */
    static double[] scores(double[] observed, double[][] confidences, boolean[][] out) {
        int n = observed.length;
        double[] mean = new double[n];
        double all = 0;
        int counted = 0;
        int[] times = new int[n];
        for (int s = 0; s < out.length; s++) {
            for (int row = 0; row < n; row++) {
                if (out[s][row]) {
                    mean[row] += confidences[s][row];
                    times[row]++;
                    all += confidences[s][row];
                    counted++;
                }
            }
        }
        for (int row = 0; row < n; row++) {
            mean[row] = times[row] == 0 ? all / counted : mean[row] / times[row];
        }
        double squares = 0;
        for (int s = 0; s < out.length; s++) {
            for (int row = 0; row < n; row++) {
                squares += out[s][row] ? Math.pow(confidences[s][row] - mean[row], 2) : 0;
            }
        }
        double sd = Math.sqrt(squares / counted);
        double[] scores = new double[n];
        Arrays.setAll(scores, row -> (observed[row] - mean[row]) / sd);
        return scores;
    }

    /** Trains one shadow model on a random half of the rows, and tells its confidence in all of them. */
    private static double[] shadow(Run run, Shape shape, Examples pool, int epochs, int number, boolean[] out) {
        Model model = run.description();
        Seed seed = run.plan().seed().at("shadow", number);
        int[] order = new int[pool.size()];
        Arrays.setAll(order, row -> row);
        seed.at("half").shuffle(order);
        int half = order.length / 2;
        for (int i = half; i < order.length; i++) {
            out[order[i]] = true;
        }
        int[] rows = Arrays.copyOf(order, half);
        int batch = Math.min(run.plan().client().batch(), half);
        double rate = Double.isNaN(run.plan().client().rate())
                ? 0.1
                : run.plan().client().rate();
        ParamVector params = model.initial(shape, seed);
        try (Learner learner = model.open(shape, batch)) {
            learner.begin(seed);
            for (int epoch = 0; epoch < epochs; epoch++) {
                seed.at("epoch", epoch).shuffle(rows);
                for (int at = 0; at < half; at += batch) {
                    learner.addGradient(pool, rows, at, Math.min(batch, half - at), -rate, params, params);
                    learner.updateStatistics(params);
                }
            }
        }
        return RowLosses.of(model, shape, params, pool).confidence();
    }

    private static Examples joined(Examples first, Examples second) {
        int width = first.width();
        float[] features = new float[(first.size() + second.size()) * width];
        float[] targets = new float[first.size() + second.size()];
        int at = 0;
        for (Examples some : new Examples[] {first, second}) {
            float[] row = new float[width];
            for (int i = 0; i < some.size(); i++) {
                some.read(new int[] {i}, 0, 1, row);
                System.arraycopy(row, 0, features, at * width, width);
                targets[at++] = some.target(i);
            }
        }
        return new DenseExamples(features, width, targets);
    }
}
