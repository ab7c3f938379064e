package dev.parley.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Raw rows of a table.
 *
 * @param raw never changed and never handed out
 * @param places of its rows in the file or table that they are from, counted from 0; none where they are all of it
 * @param notes of columns that were read in another way than they are written, by name; of the file as a whole, by ""
 * @param parts the files that they are from, where there are several
 * @param form how their file is written, where they are of one; then more can be said of it
 */
@SuppressWarnings("ArrayRecordComponent")
public record TableContent(Table raw, int[] places, Map<String, String> notes, List<Part> parts, Optional<CsvForm> form)
        implements Content {
    /**
     * One of several files.
     *
     * @param from the place of its first row among the rows of all
     */
    public record Part(String name, int from) {}

    /** All rows of a table. */
    TableContent(Table raw) {
        this(raw, new int[0], Map.of(), List.of(), Optional.empty());
    }

    /** All rows of somebody's table. */
    public static TableContent of(Table raw) {
        return new TableContent(raw);
    }

    /** Tells whether more can be said of how they are written. */
    public boolean isFile() {
        return form.isPresent();
    }

    @Override
    public int size() {
        return raw.rowCount();
    }

    @Override
    public Content rows(int[] rows) {
        return new TableContent(
                raw.rows(rows), IntStream.of(rows).map(this::place).toArray(), notes, parts, form);
    }

    /** A row as people count it in the file or table that it is from, from 1; of several files, with the file's name. */
    public String number(int row) {
        int place = place(row);
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).from() <= place) {
                return (place - parts.get(i).from() + 1) + " of " + parts.get(i).name();
            }
        }
        return Integer.toString(place + 1);
    }

    /** The same rows of another table, which has more columns. */
    public TableContent of(Table wider, Map<String, String> notes) {
        return new TableContent(wider, places, notes, parts, form);
    }

    /** The same rows without a column. */
    public TableContent without(String name) {
        List<Column<?>> others = raw.columns().stream()
                .filter(column -> !column.name().equals(name))
                .<Column<?>>map(column -> column)
                .toList();
        return of(Table.create(others), notes);
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
