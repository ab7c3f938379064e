package dev.parley.score;

import java.util.List;
import java.util.stream.IntStream;

/**
 * ROC curves: what share of a class's rows is found, by what share of the others is taken for it.
 *
 * @param title of the picture
 * @param curves one of the second of two classes; of more classes, one a class against the rest
 */
public record Roc(String title, List<Curve> curves) {
    /**
     * One class's curve, from (0, 0) to (1, 1).
     *
     * @param falseAlarms shares of the others that are taken for the class, rising
     * @param found shares of the class's rows that are found, beside them
     * @param thresholds the probability at each point; infinite at (0, 0)
     * @param auc the area under it
     */
    public record Curve(
            String name, List<Double> falseAlarms, List<Double> found, List<Double> thresholds, double auc) {
        public Curve {
            falseAlarms = List.copyOf(falseAlarms);
            found = List.copyOf(found);
            thresholds = List.copyOf(thresholds);
        }
    }

    public Roc {
        curves = List.copyOf(curves);
    }

    /** The curves of scores; classes without rows, or without others, have none. */
    public static Roc of(Scores scores, String title) {
        scores.classed("roc()");
        int k = scores.classes().size();
        return new Roc(
                title,
                IntStream.range(k == 2 ? 1 : 0, k)
                        .filter(c -> scores.ranking(c).positives() > 0
                                && scores.ranking(c).negatives() > 0)
                        .mapToObj(c -> curve(scores.classes().get(c), scores.ranking(c)))
                        .toList());
    }

    /** The curve of one class against the rest. */
    public static Roc of(Scores scores, String title, String name) {
        scores.classed("roc(\"" + name + "\")");
        return new Roc(title, List.of(curve(name, scores.ranking(scores.place(name)))));
    }

    private static Curve curve(String name, Ranking ranking) {
        int n = ranking.scores().length;
        return new Curve(
                name,
                IntStream.rangeClosed(0, n)
                        .mapToObj(i -> i == 0 ? 0.0 : ranking.falseAlarms(i - 1))
                        .toList(),
                IntStream.rangeClosed(0, n)
                        .mapToObj(i -> i == 0 ? 0.0 : ranking.recall(i - 1))
                        .toList(),
                IntStream.rangeClosed(0, n)
                        .mapToObj(i -> i == 0 ? Double.POSITIVE_INFINITY : ranking.scores()[i - 1])
                        .toList(),
                ranking.auc());
    }
}
