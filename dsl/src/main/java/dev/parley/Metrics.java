package dev.parley;

import dev.parley.data.Parties;
import dev.parley.plan.ClassWeighting;
import dev.parley.plan.StopRule;
import dev.parley.run.CrossSite;
import dev.parley.run.Run;
import dev.parley.score.Metric;
import dev.parley.score.Scores;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.Table;

/** Words for what is measured and watched: {@code federation().stopWhen(noBetter(5)).keepBest("auc")}. */
public final class Metrics {
    private Metrics() {}

    /**
     * Lets each class count as much as any other: a row of a class with n_c of all n training rows counts n / (K n_c).
     *
     * <p>Example: {@code federation().classWeights(balanced()).train(logistic(), hospitals)}
     */
    public static ClassWeighting.Balanced balanced() {
        return new ClassWeighting.Balanced();
    }

    /**
     * Ends a training after so many evaluated rounds in a row without a lower loss on the validation rows.
     *
     * <p>Example: {@code federation().rounds(200).stopWhen(noBetter(5))}
     *
     * @param rounds at least 1; 5 to 20 are usual
     * @throws dev.parley.fault.PlanException below 1
     */
    public static StopRule.NoBetter noBetter(int rounds) {
        return new StopRule.NoBetter(rounds, "loss");
    }

    /**
     * Ends a training after so many evaluated rounds in a row in which a metric on the validation rows was no better.
     *
     * <p>Example: {@code federation().rounds(200).stopWhen(noBetter(5, "auc"))}
     *
     * @param rounds at least 1
     * @param metric a name that {@code keepBest(..)} takes
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} for a metric that is not known
     */
    public static StopRule.NoBetter noBetter(int rounds, String metric) {
        return new StopRule.NoBetter(rounds, metric);
    }

    /**
     * A metric of your own by itself, for a run from a file: the file holds its name, and not its code.
     *
     * <p>Example: {@code load("runs/mine").resume(metric("caught", s -> s.ranking(s.place("fraud")).recallAmong(100)))}
     *
     * @param name of the metric
     * @param of takes the truth and the model's outputs to a number, where more is better
     * @throws dev.parley.fault.PlanException for a name that has a meaning already
     */
    public static Metric metric(String name, ToDoubleFunction<Scores> of) {
        return Metric.own(name, of);
    }

    /**
     * Scores of each model on the rows that each party keeps for its own test: a row a model, a column a party.
     *
     * <p>A run of {@code local()} has a row a party's model. Classes are measured by accuracy, numbers by R2.
     *
     * <p>Example: {@code crossSite(held, alone, fedAvg)}, with {@code held = hospitals.partyTest(0.2)}
     *
     * @param held the split that the runs were trained on, whose parties keep test rows
     * @param runs at least one
     * @throws dev.parley.fault.PlanException for a run that was trained on other rows, as it has seen these
     */
    public static Table crossSite(Parties held, Run... runs) {
        return CrossSite.of(held, List.of(runs));
    }

    /**
     * The same by another metric.
     *
     * <p>Example: {@code crossSite("auc", held, alone, fedAvg)}
     *
     * @param metric a name that {@code keepBest(..)} takes, but for the loss
     * @param held the split that the runs were trained on, whose parties keep test rows
     * @param runs at least one
     * @throws dev.parley.fault.PlanException for a metric that is not known, or a run that was trained on other rows
     */
    public static Table crossSite(String metric, Parties held, Run... runs) {
        return CrossSite.of(metric, held, List.of(runs));
    }
}
