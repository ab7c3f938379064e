package dev.parley.table;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Raw rows of a table.
 *
 * @param raw never changed and never handed out
 * @param places of its rows in the file or table that they are from, counted from 0; none where they are all of it
 * @param notes of columns that were read in another way than they are written, by name
 */
@SuppressWarnings("ArrayRecordComponent")
public record TableContent(Table raw, int[] places, Map<String, String> notes) implements Content {
    /** All rows of a table. */
    TableContent(Table raw) {
        this(raw, new int[0], Map.of());
    }

    /** All rows of somebody's table. */
    public static TableContent of(Table raw) {
        return new TableContent(raw);
    }

    @Override
    public int size() {
        return raw.rowCount();
    }

    @Override
    public Content rows(int[] rows) {
        return new TableContent(
                raw.rows(rows), IntStream.of(rows).map(this::place).toArray(), notes);
    }

    /** A row as people count it in the file or table that it is from, from 1. */
    public int number(int row) {
        return place(row) + 1;
    }

    private int place(int row) {
        return places.length == 0 ? row : places[row];
    }

    @Override
    public Table table() {
        return raw.copy();
    }

    @Override
    public List<String> columns() {
        return raw.columnNames();
    }

    public boolean has(String name) {
        return raw.columnNames().contains(name);
    }

    /** The column of exactly that name: Tablesaw's own look-up ignores case. */
    public Column<?> column(String name) {
        return raw.column(raw.columnNames().indexOf(name));
    }
}
