package dev.parley.plot;

import dev.parley.example.Task;
import dev.parley.model.Evaluation;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A run's score at each round that was evaluated: accuracy, for a regression R2.
 *
 * @param x what was paid until then
 * @param y the score on the test rows
 */
record Points(List<Double> x, List<Double> y) {

    /**
     * The evaluated rounds of a run; a score that is not finite is left out.
     *
     * @throws dev.parley.fault.PlanException where no round was evaluated
     */
    static Points of(Run run, Against against) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        double paid = 0;
        for (RoundResult round : run.rounds()) {
            paid += against.of(round, run);
            double score = round.evaluation().map(Points::score).orElse(Double.NaN);
            if (Double.isFinite(score)) {
                x.add(paid);
                y.add(score);
            }
        }
        if (x.isEmpty()) {
            x.add(paid);
            y.add(score(run.evaluation()));
        }
        return new Points(x, y);
    }

    /** Score of an evaluation that a picture shows. */
    static double score(Evaluation evaluation) {
        return evaluation.task() == Task.CLASSIFICATION ? evaluation.accuracy() : evaluation.r2();
    }

    static String title(Run run) {
        return run.task() == Task.CLASSIFICATION ? "test accuracy" : "R2 on the test rows";
    }

    double last() {
        return y.get(y.size() - 1);
    }

    /** The highest score where a label over the last one would stand. */
    double highestNear() {
        return IntStream.range(0, y.size())
                .filter(i -> x.get(i) >= 0.93 * lastX())
                .mapToDouble(y::get)
                .max()
                .orElse(last());
    }

    /** The smallest that was paid for a score of any of them. */
    static double smallest(List<Points> all) {
        return all.stream()
                .mapToDouble(points -> points.x.get(0))
                .filter(x -> x > 0)
                .min()
                .orElse(1);
    }

    double lastX() {
        return x.get(x.size() - 1);
    }

    /** A score as a person reads it: 97.4 %, for a regression 0.492. */
    static String shown(Task task, double score) {
        return task == Task.CLASSIFICATION
                ? String.format(Locale.ROOT, "%.1f %%", 100 * score)
                : String.format(Locale.ROOT, "%.3f", score);
    }
}
