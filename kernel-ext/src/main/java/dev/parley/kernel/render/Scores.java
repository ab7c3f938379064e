package dev.parley.kernel.render;

import dev.parley.example.Task;
import dev.parley.model.Evaluation;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Metrics as views show them. */
public final class Scores {
    /** Name of the mean score of the parties' own models. */
    public static final String PERSONAL = "own models on own rows";

    private Scores() {}

    /** Score that a curve shows: accuracy, or R2. */
    public static double of(Evaluation e) {
        return e.task() == Task.CLASSIFICATION ? e.accuracy() : e.r2();
    }

    /** Name of that score. */
    public static String name(Task task) {
        return task == Task.CLASSIFICATION ? "test accuracy" : "R2 on the test rows";
    }

    /** 97.4 %, or 0.492. */
    public static String shown(Task task, double score) {
        return task == Task.CLASSIFICATION
                ? String.format(Locale.ROOT, "%.1f %%", 100 * score)
                : String.format(Locale.ROOT, "%.3f", score);
    }

    /** Four digits. */
    public static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /** 0.21 s, 3.4 s, 2 min 5 s. */
    public static String seconds(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole >= 3600
                ? whole / 3600 + " h " + whole % 3600 / 60 + " min"
                : whole / 60 + " min " + whole % 60 + " s";
    }

    /** The evaluated rounds of a run. */
    static CurveSvg.Line line(Run run) {
        List<Integer> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (RoundResult round : run.rounds()) {
            double score = round.evaluation().map(Scores::of).orElse(Double.NaN);
            if (Double.isFinite(score)) {
                x.add(round.round());
                y.add(score);
            }
        }
        return new CurveSvg.Line(run.name(), x, y);
    }

    /** Band behind that line. */
    static CurveSvg.Band band(Run run) {
        CurveSvg.Band band = CurveSvg.Band.open();
        run.rounds().forEach(band::add);
        return band;
    }
}
