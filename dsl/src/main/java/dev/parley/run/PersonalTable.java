package dev.parley.run;

import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.message.Member;
import dev.parley.model.Evaluation;
import dev.parley.result.PartyQuantiles;
import dev.parley.score.Rounded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Common and personal models side by side: three evaluations a run, each with its label. */
final class PersonalTable {
    private static final String COMMON_ROWS = "common test rows";
    private static final String OWN_ROWS = "parties' own test rows";

    private final boolean classes;
    private final List<Line> lines = new ArrayList<>();

    /**
     * One evaluation: by party, or one number of a model on the common test rows, or nothing where there is no such model.
     *
     * @param run its name
     * @param model global or personal
     * @param on whose rows
     * @param one on the common test rows
     * @param parties on each party's own
     */
    private record Line(
            String run, String model, String on, Optional<Evaluation> one, Map<Member, Evaluation> parties) {}

    private PersonalTable(boolean classes) {
        this.classes = classes;
    }

    static Table of(List<Run> runs) {
        boolean classes = runs.get(0).task() == Task.CLASSIFICATION;
        PersonalTable table = new PersonalTable(classes);
        for (Run run : runs) {
            if ((run.task() == Task.CLASSIFICATION) != classes) {
                throw new PlanException("run.personal(others) puts runs of one kind side by side, but '"
                        + runs.get(0).name() + "' is of " + (classes ? "classes" : "a number") + " and '" + run.name()
                        + "' of " + (classes ? "a number" : "classes") + "; leave one of them out");
            }
            table.add(run);
        }
        return table.table();
    }

    private void add(Run run) {
        PersonalScores scores = PersonalScores.of(run);
        lines.add(new Line(run.name(), "global", COMMON_ROWS, scores.common(), Map.of()));
        lines.add(new Line(run.name(), "global", OWN_ROWS, Optional.empty(), scores.global()));
        lines.add(new Line(run.name(), "personal", OWN_ROWS, Optional.empty(), scores.personal()));
    }

    private double score(Evaluation e) {
        return classes ? e.accuracy() : e.r2();
    }

    /** Scores that are numbers; the R2 of one row is none. */
    private double[] sorted(Line line) {
        return line.parties().values().stream()
                .mapToDouble(this::score)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    private double mean(Line line, ToDoubleFunction<Evaluation> weight) {
        double sum = 0;
        double total = 0;
        for (Evaluation e : line.parties().values()) {
            if (Double.isFinite(score(e))) {
                sum += weight.applyAsDouble(e) * score(e);
                total += weight.applyAsDouble(e);
            }
        }
        return total == 0 ? Double.NaN : sum / total;
    }

    private double quantile(Line line, ToDoubleFunction<PartyQuantiles> end) {
        return PartyQuantiles.of(sorted(line)).map(end::applyAsDouble).orElse(Double.NaN);
    }

    private Optional<Map.Entry<Member, Evaluation>> worst(Line line) {
        return line.parties().entrySet().stream()
                .filter(each -> Double.isFinite(score(each.getValue())))
                .min(Comparator.<Map.Entry<Member, Evaluation>>comparingDouble(each -> score(each.getValue()))
                        .thenComparing(each -> each.getKey().index()));
    }

    private long rows(Line line) {
        return line.one().map(Evaluation::examples).orElse(0L)
                + line.parties().values().stream()
                        .mapToLong(Evaluation::examples)
                        .sum();
    }

    private Table table() {
        String metric = classes ? "accuracy" : "r2";
        Table table = Table.create(
                "global and personal models",
                StringColumn.create("run", lines.stream().map(Line::run)),
                StringColumn.create("model", lines.stream().map(Line::model)),
                StringColumn.create("measured on", lines.stream().map(Line::on)),
                IntColumn.create(
                        "parties",
                        lines.stream().mapToInt(line -> line.parties().size()).toArray()),
                LongColumn.create("rows", lines.stream().mapToLong(this::rows).toArray()));
        add(table, metric, line -> line.one().map(this::score).orElseGet(() -> mean(line, e -> 1)));
        add(table, "weighted", line -> mean(line, Evaluation::examples));
        add(table, "p10", line -> quantile(line, PartyQuantiles::low));
        add(table, "p90", line -> quantile(line, PartyQuantiles::high));
        add(
                table,
                "worst",
                line -> worst(line).map(each -> score(each.getValue())).orElse(Double.NaN));
        return table.addColumns(StringColumn.create(
                "worst party",
                lines.stream()
                        .map(line ->
                                worst(line).map(each -> each.getKey().name()).orElse(""))));
    }

    private void add(Table table, String name, ToDoubleFunction<Line> of) {
        table.addColumns(Rounded.column(name, lines.stream().mapToDouble(of).toArray()));
    }
}
