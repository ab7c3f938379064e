package dev.parley.spark;

import dev.parley.table.CsvForm;
import dev.parley.table.TableContent;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The rows of one owner that came out of a DataFrame.
 *
 * @param columns of all rows
 * @param rows in the order of their values
 */
record FrameSite(int index, String name, ArrayList<FrameColumns.One> columns, ArrayList<Object[]> rows)
        implements OneSite {
    @Override
    public TableContent read(CsvForm form) {
        List<Column<?>> made = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int place = i;
            made.add(columns.get(i).column(rows.stream().map(row -> row[place]).toList()));
        }
        return TableContent.of(Table.create(name, made));
    }
}
