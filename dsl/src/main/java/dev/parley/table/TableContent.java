package dev.parley.table;

import java.util.List;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Raw rows of a table.
 *
 * @param raw never changed and never handed out
 */
public record TableContent(Table raw) implements Content {
    @Override
    public int size() {
        return raw.rowCount();
    }

    @Override
    public Content rows(int[] rows) {
        return new TableContent(raw.rows(rows));
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
