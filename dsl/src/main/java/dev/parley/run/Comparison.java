package dev.parley.run;

import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.model.Evaluation;
import dev.parley.result.RoundResult;
import dev.parley.table.TextTable;
import java.util.ArrayList;
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
 * @param metrics more of them by name, beside the usual ones
 */
public record Comparison(List<Run> runs, List<String> metrics) {
    /** Names as people write them. */
    private static final Map<String, String> SHOWN = Map.of("rmse", "RMSE", "r2", "R2", "auc", "AUC", "f1", "F1");

    /** By the usual metrics. */
    public Comparison(List<Run> runs) {
        this(runs, List.of());
    }

    public Comparison {
        metrics = List.copyOf(metrics);
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

    /**
     * The same runs, also by other metrics on the test rows: columns of the table.
     *
     * <p>The rows of runs from a file are looked for now. A {@code metric(..)} of one's own is the one that the last
     * evaluated round noted.
     *
     * <p>Example: {@code compare(pooled, fedAvg).by("auc")}
     *
     * @param names such as {@code auc}, {@code f1}, {@code brier} or {@code mae}
     * @throws PlanException for a metric that is not known
     */
    public Comparison by(String... names) {
        List<String> more = new ArrayList<>(metrics);
        for (String name : names) {
            runs.forEach(run -> RunMetric.of(run, name));
            if (!more.contains(name)) {
                more.add(name);
            }
        }
        return new Comparison(runs, more);
    }

    /** A row a run: metrics on the test rows (missing where no round was evaluated), rounds, examples processed, gradient steps and bytes, up, down and both. */
    public Table table() {
        Table table = Table.create("comparison");
        table.addColumns(StringColumn.create("run", runs.stream().map(Run::name)));
        if (runs.stream().map(run -> run.setting().data()).distinct().count() > 1) {
            table.addColumns(StringColumn.create(
                    "data", runs.stream().map(run -> run.setting().data())));
        }
        if (runs.get(0).task() == Task.CLASSIFICATION) {
            table.addColumns(metric("accuracy", Evaluation::accuracy));
        } else {
            table.addColumns(metric("rmse", Evaluation::rmse), metric("r2", Evaluation::r2));
        }
        for (String name : metrics) {
            if (!table.columnNames().contains(name) && !name.equals("loss")) {
                table.addColumns(DoubleColumn.create(
                        name,
                        runs.stream()
                                .mapToDouble(run -> RunMetric.of(run, name))
                                .toArray()));
            }
        }
        return table.addColumns(
                metric("loss", Evaluation::loss),
                IntColumn.create(
                        "rounds",
                        runs.stream().mapToInt(run -> run.rounds().size()).toArray()),
                sum("examples", RoundResult::examples, false),
                sum("steps", RoundResult::steps, false),
                sum("bytes up", RoundResult::bytesUp, true),
                sum("bytes down", RoundResult::bytesDown, true),
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
        TextTable text = new TextTable();
        List<String> scores = table().columnNames().stream()
                .takeWhile(name -> !name.equals("loss"))
                .filter(name -> !name.equals("run") && !name.equals("data"))
                .toList();
        boolean several = table().columnNames().contains("data");
        List<String> header = new ArrayList<>(several ? List.of("run", "data") : List.of("run"));
        scores.forEach(name -> header.add(SHOWN.getOrDefault(name, name)));
        header.addAll(List.of("loss", "rounds", "examples", "steps", "bytes up", "bytes down", "seconds"));
        text.line(header);
        for (Row row : table()) {
            List<String> line = new ArrayList<>(List.of(row.getString("run")));
            if (several) {
                line.add(row.getString("data"));
            }
            scores.forEach(name -> line.add(number(name.equals("rmse") ? "%.4g" : "%.4f", row.getDouble(name))));
            line.addAll(List.of(
                    number("%.4g", row.getDouble("loss")),
                    String.valueOf(row.getInt("rounds")),
                    String.valueOf(row.getLong("examples")),
                    String.valueOf(row.getLong("steps")),
                    RunText.bytes(row.getLong("bytes up")),
                    RunText.bytes(row.getLong("bytes down")),
                    String.format(Locale.ROOT, "%.2f", row.getDouble("seconds"))));
            text.line(line);
        }
        return text.toString().stripTrailing();
    }

    private static String number(String form, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, form, value);
    }
}
