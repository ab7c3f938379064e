package dev.parley.kernel.render;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table: its first and last rows, its outer columns where it has many, with types and counts. */
final class TableView {
    private static final int FIRST_ROWS = 10;
    private static final int LAST_ROWS = 5;
    private static final int FIRST_COLUMNS = 14;
    private static final int LAST_COLUMNS = 6;
    private static final int GAP = -1;

    private TableView() {}

    static Bundle of(Table table) {
        Html html = Html.view();
        html.open("div", "class", "p-name").text(table.name() == null ? "" : table.name() + " ");
        html.leaf("span", size(table), "class", "p-faint").close();
        html.add(body(table));
        return Bundle.text(table.print(FIRST_ROWS + LAST_ROWS)).html(html);
    }

    /** The cells without a title, to be a part of another view. */
    static Html body(Table table) {
        List<Integer> rows = ends(table.rowCount(), FIRST_ROWS, LAST_ROWS);
        List<Integer> columns = ends(table.columnCount(), FIRST_COLUMNS, LAST_COLUMNS);
        Html html = Html.fragment();
        html.open("div", "class", "p-wide").open("table", "class", "p-table").open("thead");
        head(html, table, columns);
        html.close().open("tbody");
        for (int row : rows) {
            row(html, table, columns, row);
        }
        return html;
    }

    private static void head(Html html, Table table, List<Integer> columns) {
        html.open("tr").leaf("th", "", "class", "p-n");
        for (int c : columns) {
            if (c == GAP) {
                html.leaf("th", "…");
            } else {
                Column<?> column = table.column(c);
                html.open("th", "class", kind(column)).text(column.name()).lone("br");
                html.leaf("span", column.type().name().toLowerCase(Locale.ROOT), "class", "p-faint");
                html.close();
            }
        }
        html.close();
    }

    private static void row(Html html, Table table, List<Integer> columns, int row) {
        html.open("tr").leaf("td", row == GAP ? "…" : row, "class", "p-n p-faint");
        for (int c : columns) {
            if (c == GAP) {
                html.leaf("td", "…", "class", "p-faint");
            } else {
                Column<?> column = table.column(c);
                html.leaf("td", row == GAP ? "…" : cell(column, row), "class", kind(column));
            }
        }
        html.close();
    }

    private static String size(Table table) {
        return "%,d %s × %,d %s"
                .formatted(
                        table.rowCount(),
                        table.rowCount() == 1 ? "row" : "rows",
                        table.columnCount(),
                        table.columnCount() == 1 ? "column" : "columns");
    }

    private static String kind(Column<?> column) {
        return column instanceof NumericColumn ? "p-n" : "";
    }

    private static Object cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        Object value = column.get(row);
        if (value instanceof Double || value instanceof Float) {
            return Numbers.shown(((Number) value).doubleValue());
        }
        return value;
    }

    /** The first and last of so many, with a gap between where some are left out. */
    private static List<Integer> ends(int count, int first, int last) {
        if (count <= first + last) {
            return IntStream.range(0, count).boxed().toList();
        }
        IntStream gap = IntStream.of(GAP);
        IntStream shown = IntStream.concat(IntStream.range(0, first), gap);
        return IntStream.concat(shown, IntStream.range(count - last, count))
                .boxed()
                .toList();
    }
}
