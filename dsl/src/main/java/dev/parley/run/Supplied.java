package dev.parley.run;

import dev.parley.aggregate.Aggregation;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.plan.PlanCode;
import dev.parley.score.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values that a file cannot hold and its reader gives again.
 *
 * @param mine the rows, where they were made by hand or have moved
 * @param parties whose rows lie elsewhere
 * @param rule the rule, where it is code
 * @param model the model, where it is code
 * @param metrics of the user's own
 */
public record Supplied(
        Optional<Dataset> mine,
        Optional<Parties> parties,
        Optional<Aggregation> rule,
        Optional<Model> model,
        List<Metric> metrics) {
    /** Nothing: the file has it all. */
    public static final Supplied NOTHING =
            new Supplied(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /**
     * Sorts what was given by its kind, in whatever order it came.
     *
     * @param form how it was given, with {@code ..} in its place
     * @throws PlanException for two data sets, rules or models, and for what is none of these
     */
    public static Supplied of(String form, Object... given) {
        Supplied sorted = NOTHING;
        for (Object one : given) {
            sorted = sorted.and(form, one);
        }
        return sorted;
    }

    private Supplied and(String form, @Nullable Object one) {
        if (one instanceof Dataset data) {
            return new Supplied(only(form, mine, data, "data set", data.name()), parties, rule, model, metrics);
        }
        if (one instanceof Parties given && given.elsewhere().isPresent()) {
            return new Supplied(mine, only(form, parties, given, "split", given.name()), rule, model, metrics);
        }
        if (one instanceof Aggregation aggregation) {
            return new Supplied(
                    mine, parties, only(form, rule, aggregation, "rule", PlanCode.shown(aggregation)), model, metrics);
        }
        if (one instanceof Model code) {
            return new Supplied(mine, parties, rule, only(form, model, code, "model", code.toString()), metrics);
        }
        if (one instanceof Metric metric) {
            List<Metric> more = new ArrayList<>(metrics);
            more.add(metric);
            return new Supplied(mine, parties, rule, model, List.copyOf(more));
        }
        throw new PlanException(
                form + " takes a data set, a rule and a model, one of each at most, and metrics, but " + found(one));
    }

    private static <T> Optional<T> only(String form, Optional<T> before, T one, String kind, String shown) {
        if (before.isPresent()) {
            throw new PlanException(form + " takes one " + kind + ", but " + shown
                    + " is the second that was given; give the one that the run was trained with");
        }
        return Optional.of(one);
    }

    private static String found(@Nullable Object one) {
        if (one instanceof Parties split) {
            return "parties were given; give the data set they were split from, since the file knows the split: "
                    + split.name();
        }
        return one == null
                ? "null was given; leave it out"
                : "a " + one.getClass().getSimpleName() + " was given: " + one + "; leave it out";
    }
}
