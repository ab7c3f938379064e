package dev.parley.table;

import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** A row that refuses to read a missing number: Tablesaw gives -2147483648 for a missing int, which would go unseen. */
final class CheckedRow extends Row {
    CheckedRow(Table table) {
        super(table);
    }

    /** Thrown where a missing number is read. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String column;

        Missing(String column) {
            super("the cell of \"" + column + "\" is missing");
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    private String there(String column) {
        if (isMissing(column)) {
            throw new Missing(column);
        }
        return column;
    }

    private int there(int column) {
        there(columnNames().get(column));
        return column;
    }

    @Override
    public int getInt(String column) {
        return super.getInt(there(column));
    }

    @Override
    public int getInt(int column) {
        return super.getInt(there(column));
    }

    @Override
    public long getLong(String column) {
        return super.getLong(there(column));
    }

    @Override
    public long getLong(int column) {
        return super.getLong(there(column));
    }

    @Override
    public double getDouble(String column) {
        return super.getDouble(there(column));
    }

    @Override
    public double getDouble(int column) {
        return super.getDouble(there(column));
    }

    @Override
    public float getFloat(String column) {
        return super.getFloat(there(column));
    }

    @Override
    public float getFloat(int column) {
        return super.getFloat(there(column));
    }

    @Override
    public short getShort(String column) {
        return super.getShort(there(column));
    }

    @Override
    public short getShort(int column) {
        return super.getShort(there(column));
    }

    @Override
    public double getNumber(String column) {
        return super.getNumber(there(column));
    }
}
