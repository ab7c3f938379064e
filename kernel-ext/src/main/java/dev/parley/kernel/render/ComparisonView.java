package dev.parley.kernel.render;

import dev.parley.example.Task;
import dev.parley.run.Comparison;
import dev.parley.run.Run;
import dev.parley.run.RunText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Runs side by side: their curves in one drawing and a row each, where the best score has a star. */
final class ComparisonView {
    private ComparisonView() {}

    static Bundle of(Comparison comparison) {
        List<Run> runs = comparison.runs();
        List<CurveSvg.Line> lines = runs.stream().map(Scores::line).toList();
        Task task = runs.get(0).task();
        int last = runs.stream().mapToInt(run -> run.rounds().size()).max().orElse(1);
        String label = Scores.name(task) + " by round. "
                + runs.stream()
                        .map(run -> run.name() + ends(Scores.line(run).y(), task))
                        .collect(Collectors.joining(", "));
        Html html = Html.view();
        html.add(CurveSvg.of(label, lines, CurveSvg.Band.NONE, last, task == Task.CLASSIFICATION));
        html.leaf("div", Scores.name(task) + " by round", "class", "p-cap");
        table(html, comparison.table().removeColumns("bytes"));
        return Bundle.text(comparison.toString()).html(html);
    }

    private static String ends(List<Double> scores, Task task) {
        return scores.isEmpty()
                ? " has no evaluated round"
                : " ends at " + Scores.shown(task, scores.get(scores.size() - 1));
    }

    private static void table(Html html, Table table) {
        html.open("div", "class", "p-wide")
                .open("table", "class", "p-table")
                .open("thead")
                .open("tr");
        html.leaf("th", "");
        for (Column<?> column : table.columns()) {
            html.leaf("th", column.name(), "class", column instanceof NumericColumn ? "p-n" : "");
        }
        html.close().close().open("tbody");
        for (int row = 0; row < table.rowCount(); row++) {
            html.open("tr").open("td").add(CurveSvg.key(row)).close();
            for (Column<?> column : table.columns()) {
                boolean best = column instanceof NumericColumn<?> numbers && best(numbers, row);
                html.open("td", "class", column instanceof NumericColumn ? "p-n" : "");
                html.leaf(best ? "b" : "span", (best ? "★ " : "") + cell(column, row))
                        .close();
            }
            html.close();
        }
        html.close().close().close();
        html.leaf("div", "★ the best of its column", "class", "p-cap");
    }

    /** Scores are better high, losses low; what something costs is no contest. */
    private static boolean best(NumericColumn<?> column, int row) {
        double own = column.getDouble(row);
        return column.size() > 1
                && switch (column.name()) {
                    case "loss", "rmse", "mae", "brier", "log loss" -> own == column.min();
                    case "rounds", "examples", "steps", "bytes up", "bytes down", "seconds" -> false;
                    default -> own == column.max();
                };
    }

    private static String cell(Column<?> column, int row) {
        if (!(column instanceof NumericColumn<?> numbers)) {
            return column.getString(row);
        }
        double value = numbers.getDouble(row);
        return switch (column.name()) {
            case "bytes up", "bytes down" -> value == 0 ? "–" : RunText.bytes((long) value);
            case "seconds" -> Scores.seconds(value);
            case "rounds", "examples", "steps" -> String.format(Locale.ROOT, "%,.0f", value);
            default -> Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
        };
    }
}
