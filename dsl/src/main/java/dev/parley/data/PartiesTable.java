package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.table.Content;
import dev.parley.table.FreeNames;
import dev.parley.table.Target;
import dev.parley.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The rows of each party, as a table and as text. */
final class PartiesTable {
    private static final int SHOWN = 20;

    private PartiesTable() {}

    static Table of(DealtParties parties) {
        StringColumn names = StringColumn.create("party", parties.names());
        IntColumn rows = IntColumn.create(
                "rows", IntStream.range(0, parties.size()).map(parties::rows).toArray());
        List<Column<?>> columns = new ArrayList<>(List.of(names, rows));
        if (parties.partyTest() > 0) {
            columns.add(IntColumn.create(
                    "own test",
                    IntStream.range(0, parties.size()).map(parties::held).toArray()));
        }
        FreeNames free = new FreeNames(columns.stream().map(Column::name).toList());
        Target target = parties.target();
        if (target.task() == Task.CLASSIFICATION) {
            for (int c = 0; c < target.classes().size(); c++) {
                int index = c;
                columns.add(IntColumn.create(
                        free.free(target.classes().get(c)),
                        IntStream.range(0, parties.size())
                                .map(party -> count(target, parties.deal(party), index))
                                .toArray()));
            }
        } else {
            for (String statistic : List.of("least", "mean", "most")) {
                columns.add(DoubleColumn.create(
                        statistic,
                        IntStream.range(0, parties.size())
                                .mapToDouble(party -> statistic(
                                        statistic,
                                        target.rows(parties.deal(party)).values()))
                                .toArray()));
            }
        }
        return Table.create(parties.dataset().name() + ", " + parties.how(), columns);
    }

    private static int count(Target target, int[] rows, int wanted) {
        return (int) IntStream.of(rows)
                .filter(row -> (int) target.values()[row] == wanted)
                .count();
    }

    private static double statistic(String which, float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        var summary = java.util.Arrays.stream(wide).summaryStatistics();
        return switch (which) {
            case "least" -> summary.getMin();
            case "most" -> summary.getMax();
            default -> summary.getAverage();
        };
    }

    static String text(DealtParties parties) {
        Table table = of(parties);
        TextTable text = new TextTable();
        text.line(table.columnNames());
        int shown = parties.size() <= SHOWN ? parties.size() : SHOWN - 1;
        for (int row = 0; row < shown; row++) {
            List<String> cells = new ArrayList<>();
            for (Column<?> column : table.columns()) {
                cells.add(
                        column instanceof DoubleColumn numbers
                                ? DatasetText.number(numbers.getDouble(row))
                                : column.getString(row));
            }
            text.line(cells);
        }
        int held = parties.dataset()
                .official()
                .map(Content::size)
                .orElse(parties.dataset().parts().test().length);
        return parties.dataset().name() + ": " + parties.size() + (parties.size() == 1 ? " party" : " parties") + " by "
                + parties.how() + ", seed " + parties.seed() + "; " + held + " test rows held out"
                + (parties.partyTest() == 0
                        ? ""
                        : ", and each party's own test by partyTest(" + parties.partyTest() + ")")
                + "\n" + text
                + (shown < parties.size() ? "... and " + (parties.size() - shown) + " more parties\n" : "");
    }
}
