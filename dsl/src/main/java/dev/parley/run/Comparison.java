package dev.parley.run;

import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.model.Evaluation;
import dev.parley.result.RoundResult;
import dev.parley.table.TextTable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Several runs side by side.
 *
 * @param runs at least one, all of the same task; equal names are numbered
 */
public record Comparison(List<Run> runs) {
    public Comparison {
        if (runs.isEmpty()) {
            throw new PlanException("compare(..) needs at least one run, but none was given");
        }
        Task task = runs.get(0).task();
        for (Run run : runs) {
            if (run.task() != task) {
                throw new PlanException("compare(..) needs runs of one task, but '"
                        + runs.get(0).name() + "' and '" + run.name()
                        + "' predict different things; compare them apart");
            }
        }
        runs = numbered(runs);
    }

    private static List<Run> numbered(List<Run> runs) {
        Map<String, Integer> seen = new HashMap<>();
        return runs.stream()
                .map(run -> {
                    int n = seen.merge(run.name(), 1, Integer::sum);
                    return n == 1 ? run : run.as(run.name() + " " + n);
                })
                .toList();
    }

    /** A row a run: metrics on the test rows (missing where no round was evaluated), rounds, examples processed, gradient steps and bytes. */
    public Table table() {
        Table table = Table.create("comparison");
        table.addColumns(StringColumn.create("run", runs.stream().map(Run::name)));
        if (runs.get(0).task() == Task.CLASSIFICATION) {
            table.addColumns(metric("accuracy", Evaluation::accuracy));
        } else {
            table.addColumns(metric("rmse", Evaluation::rmse), metric("r2", Evaluation::r2));
        }
        return table.addColumns(
                metric("loss", Evaluation::loss),
                IntColumn.create(
                        "rounds",
                        runs.stream().mapToInt(run -> run.rounds().size()).toArray()),
                sum("examples", RoundResult::examples, false),
                sum("steps", RoundResult::steps, false),
                sum("bytes", round -> round.bytesUp() + round.bytesDown(), true),
                DoubleColumn.create(
                        "seconds",
                        runs.stream()
                                .mapToDouble(run -> run.rounds().stream()
                                        .mapToDouble(RoundResult::seconds)
                                        .sum())
                                .toArray()));
    }

    /** Missing, where no round of a run was evaluated. */
    private DoubleColumn metric(String name, ToDoubleFunction<Evaluation> metric) {
        return DoubleColumn.create(
                name,
                runs.stream()
                        .mapToDouble(run ->
                                run.lastEvaluation().map(metric::applyAsDouble).orElse(Double.NaN))
                        .toArray());
    }

    private LongColumn sum(String name, java.util.function.ToLongFunction<RoundResult> part, boolean moved) {
        return LongColumn.create(
                name,
                runs.stream()
                        .mapToLong(run -> moved && !RunTables.moved(run)
                                ? 0
                                : run.rounds().stream().mapToLong(part).sum())
                        .toArray());
    }

    @Override
    public String toString() {
        boolean classes = runs.get(0).task() == Task.CLASSIFICATION;
        TextTable text = new TextTable();
        text.line(
                List.of("run", classes ? "accuracy" : "R2", "loss", "rounds", "examples", "steps", "bytes", "seconds"));
        for (Row row : table()) {
            text.line(List.of(
                    row.getString("run"),
                    number("%.4f", row.getDouble(classes ? "accuracy" : "r2")),
                    number("%.4g", row.getDouble("loss")),
                    String.valueOf(row.getInt("rounds")),
                    String.valueOf(row.getLong("examples")),
                    String.valueOf(row.getLong("steps")),
                    RunText.bytes(row.getLong("bytes")),
                    String.format(Locale.ROOT, "%.2f", row.getDouble("seconds"))));
        }
        return text.toString().stripTrailing();
    }

    private static String number(String form, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, form, value);
    }
}
