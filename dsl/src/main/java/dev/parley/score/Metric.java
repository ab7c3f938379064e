package dev.parley.score;

import dev.parley.example.Task;
import dev.parley.fault.Nearest;
import dev.parley.fault.PlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A number that says how good a model is on some rows, by name.
 *
 * <p>Metrics of classes: {@code accuracy}, {@code balanced accuracy} (the mean recall), {@code precision},
 * {@code recall}, {@code f1}, {@code auc}, {@code average precision}, {@code brier} and {@code log loss}. A metric of
 * one class is its mean over the classes that have rows (macro, one against the rest). Metrics of a number:
 * {@code rmse}, {@code mae} and {@code r2}.
 *
 * @param name it is asked for by
 * @param isHigherBetter whether more is better
 * @param of takes scores to the number
 */
public record Metric(String name, boolean isHigherBetter, ToDoubleFunction<Scores> of) {
    private static final Map<String, Metric> CLASSES = new TreeMap<>();
    private static final Map<String, Metric> NUMBERS = new TreeMap<>();

    static {
        classes("accuracy", true, Scores::accuracy);
        classes("balanced accuracy", true, scores -> counts(scores, ClassScore::recall));
        classes("precision", true, scores -> counts(scores, ClassScore::precision));
        classes("recall", true, scores -> counts(scores, ClassScore::recall));
        classes("f1", true, scores -> counts(scores, ClassScore::f1));
        classes("auc", true, scores -> mean(scores, c -> scores.ranking(c).auc()));
        classes(
                "average precision",
                true,
                scores -> mean(scores, c -> scores.ranking(c).averagePrecision()));
        classes("brier", false, scores -> mean(scores, scores::brier));
        classes("log loss", false, Scores::logLoss);
        numbers("rmse", false, scores -> Math.sqrt(errors(scores, 2)));
        numbers("mae", false, scores -> errors(scores, 1));
        numbers("r2", true, Metric::explained);
    }

    /** Names that tables of runs have for something else. */
    private static final Set<String> TAKEN = Set.of(
            "loss",
            "run",
            "data",
            "round",
            "rounds",
            "parties",
            "examples",
            "steps",
            "bytes",
            "bytes up",
            "bytes down",
            "seconds");

    /**
     * A metric of a user's own, of which more is better.
     *
     * @throws PlanException for a name that is blank, or has a meaning already
     */
    public static Metric own(@Nullable String name, @Nullable ToDoubleFunction<Scores> of) {
        if (name == null || name.isBlank()) {
            throw new PlanException("metric(name, scores -> ..) needs a name; give one, for instance \"caught\"");
        }
        String asked = "metric(\"" + name + "\", ..)";
        if (of == null) {
            throw new PlanException(asked + " has null for its code; give code that takes scores to a number");
        }
        String low = name.strip().toLowerCase(Locale.ROOT);
        if (CLASSES.containsKey(low) || NUMBERS.containsKey(low)) {
            throw new PlanException(asked + ": Parley has a metric of that name; give yours another name");
        }
        if (TAKEN.contains(low) || low.startsWith("validation ")) {
            throw new PlanException(asked + ": a column of a run's table is called so; give the metric another name");
        }
        return new Metric(name, true, of);
    }

    private static void classes(String name, boolean higher, ToDoubleFunction<Scores> of) {
        CLASSES.put(name, new Metric(name, higher, of));
    }

    private static void numbers(String name, boolean higher, ToDoubleFunction<Scores> of) {
        NUMBERS.put(name, new Metric(name, higher, of));
    }

    /**
     * The metric of a name.
     *
     * @param task of the target
     * @param own metrics of the user's own
     * @param asked begins the message
     * @throws PlanException where there is none for such a target
     */
    public static Metric named(String name, Task task, List<Metric> own, String asked) {
        for (Metric metric : own) {
            if (metric.name.equals(name)) {
                return metric;
            }
        }
        Map<String, Metric> known = task == Task.CLASSIFICATION ? CLASSES : NUMBERS;
        Metric found = known.get(name);
        if (found == null) {
            List<String> names = new ArrayList<>(known.keySet());
            own.forEach(metric -> names.add(metric.name));
            throw new PlanException(asked + ": there is no metric \"" + name + "\" for "
                    + (task == Task.CLASSIFICATION ? "classes" : "a number") + "; " + Nearest.hint(name, names));
        }
        return found;
    }

    /** The metric of a name, where Parley has one for such a target. */
    public static Optional<Metric> known(String name, Task task) {
        return Optional.ofNullable((task == Task.CLASSIFICATION ? CLASSES : NUMBERS).get(name));
    }

    private static double counts(Scores scores, ToDoubleFunction<ClassScore> of) {
        int[][] confusion = scores.confusion();
        return mean(scores, c -> of.applyAsDouble(ClassScore.of(confusion, c)));
    }

    /** The mean over classes that have rows; of such as are undefined, none. */
    private static double mean(Scores scores, IntToDoubleFunction of) {
        boolean[] there = new boolean[scores.classes().size()];
        IntStream.range(0, scores.size()).forEach(row -> there[scores.truth(row)] = true);
        return IntStream.range(0, there.length)
                .filter(c -> there[c])
                .mapToDouble(of)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static double errors(Scores scores, int power) {
        double sum = 0;
        for (int row = 0; row < scores.size(); row++) {
            double error = Math.abs(scores.predicted(row) - scores.value(row));
            sum += power == 2 ? error * error : error;
        }
        return sum / scores.size();
    }

    private static double explained(Scores scores) {
        double mean = IntStream.range(0, scores.size())
                .mapToDouble(scores::value)
                .average()
                .orElse(Double.NaN);
        double squares = IntStream.range(0, scores.size())
                .mapToDouble(row -> (scores.value(row) - mean) * (scores.value(row) - mean))
                .sum();
        return 1 - errors(scores, 2) * scores.size() / squares;
    }
}
