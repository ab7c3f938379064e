package dev.parley.round;

import dev.parley.example.Task;
import dev.parley.filter.Memory;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.plan.Best;
import dev.parley.plan.Plan;
import dev.parley.plan.StopRule;
import dev.parley.result.RoundResult;
import dev.parley.score.Metric;
import dev.parley.score.Scores;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at named metrics after each evaluated round, on the validation rows where some are held out, else on the test
 * rows: notes them, keeps the best parameters, and says when to stop.
 */
public final class Watch {
    /** The namespace of what is kept. */
    static final String BEST = "keepBest";

    static final String PARAMS = "params";
    private static final String VALUE = "value";

    private final Plan plan;
    private final Task task;
    private final List<Metric> own;
    private final boolean validated;

    /**
     * A watch over one training.
     *
     * @param own the user's own metrics, which are noted in any case
     * @param validated whether there are validation rows
     */
    public Watch(Plan plan, Task task, List<Metric> own, boolean validated) {
        this.plan = plan;
        this.task = task;
        this.own = List.copyOf(own);
        this.validated = validated;
    }

    /** A metric's name among a round's measures. */
    private String column(String metric) {
        return validated ? "validation " + metric : metric;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        own.forEach(metric -> names.add(metric.name()));
        plan.stopWhen()
                .filter(rule -> !(rule instanceof StopRule.Spent))
                .map(StopRule::metric)
                .ifPresent(names::add);
        plan.keepBest().ifPresent(names::add);
        return names;
    }

    /** Looks at the parameters of a round that was evaluated; of several models, at the mean of their metrics. */
    void look(RoundContext context, Metrics metrics) {
        if (names().isEmpty()) {
            return;
        }
        List<ParamVector> own = context.models().own();
        List<ParamVector> models = own.isEmpty() ? List.of(context.models().global()) : own;
        Optional<Evaluation> usual = metrics.validation().or(metrics::test);
        List<Scores> scores = new ArrayList<>();
        for (String name : names()) {
            Optional<Double> known = usual.flatMap(each -> RoundResult.metric(each, name));
            double value = known.orElseGet(() -> {
                if (scores.isEmpty()) {
                    models.forEach(model -> scores.add(context.evaluator().scores(model)));
                }
                return scores.stream().mapToDouble(metric(name).of()).sum() / scores.size();
            });
            if (known.isEmpty()) {
                context.notes().put(column(name), value);
            }
            if (plan.keepBest().filter(name::equals).isPresent()) {
                keep(context.side(BEST).memory(), value, models.get(0));
            }
        }
    }

    private void keep(Memory memory, double value, ParamVector params) {
        if (!memory.hasVector(PARAMS)
                || Best.better(
                        value,
                        memory.number(VALUE, Double.NaN),
                        isHigherBetter(plan.keepBest().orElseThrow()))) {
            memory.put(VALUE, value);
            memory.vector(PARAMS, params.layout()).set(params);
        }
    }

    /** Name of the rule that wants an end after these rounds; empty where nobody does. */
    String stop(List<RoundResult> rounds) {
        return plan.stopWhen()
                .filter(rule -> !(rule instanceof StopRule.Spent))
                .filter(rule -> {
                    boolean evaluated = !rounds.isEmpty()
                            && rounds.get(rounds.size() - 1).evaluation().isPresent();
                    List<Double> values = values(rounds, rule.metric());
                    return evaluated && !values.isEmpty() && rule.stops(values, isHigherBetter(rule.metric()));
                })
                .map(rule -> "stopWhen(" + rule + ")")
                .orElse("");
    }

    private static List<Double> values(List<RoundResult> rounds, String metric) {
        return rounds.stream()
                .map(round -> round.watched(metric))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isHigherBetter(String name) {
        return !name.equals("loss") && metric(name).isHigherBetter();
    }

    private Metric metric(String name) {
        return Metric.named(name, task, own, "keepBest, stopWhen");
    }
}
