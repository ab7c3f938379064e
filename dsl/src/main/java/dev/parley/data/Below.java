package dev.parley.data;

import dev.parley.table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table and the rows of another below it, in the columns of the first: what the other lacks is missing. */
final class Below {
    private Below() {}

    static Table of(Table table, Table more) {
        List<Column<?>> columns = new ArrayList<>();
        for (Column<?> above : table.columns()) {
            int at = more.columnNames().indexOf(above.name());
            columns.add(at < 0 ? longer(above, more.rowCount()) : joined(above, more.column(at)));
        }
        return Table.create(columns);
    }

    private static Column<?> longer(Column<?> above, int rows) {
        Column<?> all = above.copy();
        IntStream.range(0, rows).forEach(row -> all.appendMissing());
        return all;
    }

    private static Column<?> joined(Column<?> above, Column<?> below) {
        if (above.type().equals(below.type())) {
            Column<?> all = above.copy();
            IntStream.range(0, below.size())
                    .forEach(row -> all.appendObj(below.isMissing(row) ? null : below.get(row)));
            return all;
        }
        if (Columns.isNumber(above) && Columns.isNumber(below)) {
            return DoubleColumn.create(
                    above.name(),
                    Stream.of(above, below)
                            .flatMapToDouble(column ->
                                    IntStream.range(0, column.size()).mapToDouble(row -> Columns.number(column, row))));
        }
        return StringColumn.create(
                above.name(),
                Stream.of(above, below)
                        .flatMap(column -> IntStream.range(0, column.size())
                                .mapToObj(row -> column.isMissing(row) ? "" : Columns.label(column, row))));
    }
}
