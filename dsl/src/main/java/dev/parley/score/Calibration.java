package dev.parley.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reliability: rows in tenths of their probability (0, 0.1], (0.1, 0.2] .., and what share of each tenth is of the class.
 *
 * @param title of the picture
 * @param curves one of the second of two classes; of more classes, one a class against the rest
 */
public record Calibration(String title, List<Curve> curves) {
    private static final int BINS = 10;

    /**
     * One class's tenths; those without rows are left out.
     *
     * @param predicted the mean probability of each
     * @param observed the share of rows that are of the class
     * @param rows how many there are
     * @param brier the mean squared distance of the probability from the truth
     */
    public record Curve(String name, List<Double> predicted, List<Double> observed, List<Integer> rows, double brier) {
        public Curve {
            predicted = List.copyOf(predicted);
            observed = List.copyOf(observed);
            rows = List.copyOf(rows);
        }
    }

    public Calibration {
        curves = List.copyOf(curves);
    }

    /** The curves of scores. */
    public static Calibration of(Scores scores, String title) {
        scores.classed("calibration()");
        int k = scores.classes().size();
        return new Calibration(
                title,
                IntStream.range(k == 2 ? 1 : 0, k)
                        .mapToObj(c -> curve(scores, c))
                        .toList());
    }

    /** The curve of one class against the rest. */
    public static Calibration of(Scores scores, String title, String name) {
        scores.classed("calibration(\"" + name + "\")");
        return new Calibration(title, List.of(curve(scores, scores.place(name))));
    }

    private static Curve curve(Scores scores, int c) {
        double[] sums = new double[BINS];
        int[] hits = new int[BINS];
        int[] rows = new int[BINS];
        for (int row = 0; row < scores.size(); row++) {
            double probability = scores.probability(row, c);
            int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(probability * BINS) - 1));
            sums[bin] += probability;
            hits[bin] += scores.truth(row) == c ? 1 : 0;
            rows[bin]++;
        }
        List<Double> predicted = new ArrayList<>();
        List<Double> observed = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (rows[bin] > 0) {
                predicted.add(sums[bin] / rows[bin]);
                observed.add((double) hits[bin] / rows[bin]);
                counts.add(rows[bin]);
            }
        }
        return new Curve(scores.classes().get(c), predicted, observed, counts, scores.brier(c));
    }
}
