package dev.parley.table;

import dev.parley.fault.Check;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The column to be predicted: one of the table, or one that is made of another; the other is no feature then. */
public sealed interface TargetRule {
    /** Its name. */
    String name();

    /** The columns that it is made of. */
    List<String> from();

    /**
     * Its value in each row, "" where there is none.
     *
     * @param elsewhere whether there are rows beside these, as test rows of their own, so that these need not hold all
     * @throws DataException where a row's value cannot be told
     */
    default IntFunction<String> values(TableContent table, String step, boolean elsewhere) {
        throw new UnsupportedOperationException(name() + " is a column already");
    }

    /** Tells whether it is there already. */
    default boolean isColumn() {
        return false;
    }

    /** The step that asks for it, for messages. */
    String step();

    /**
     * The table with this column.
     *
     * @param elsewhere whether there are rows beside these
     * @throws DataException where a column that it needs is missing or is of another kind
     */
    default TableContent addTo(TableContent table, String source, boolean elsewhere) {
        if (isColumn()) {
            return table;
        }
        String step = source + "." + step();
        for (String column : from()) {
            if (!table.has(column)) {
                throw new DataException(step + ": there is no such column; " + Nearest.hint(column, table.columns()));
            }
        }
        if (table.columns().stream().anyMatch(name()::equalsIgnoreCase)) {
            throw new DataException(step + ": there is a column \"" + name() + "\" already; rename that one");
        }
        IntFunction<String> values = values(table, step, elsewhere);
        StringColumn made = StringColumn.create(name());
        for (int row = 0; row < table.size(); row++) {
            made.append(values.apply(row));
        }
        return table.of(Table.create(table.raw().columns()).addColumns(made), table.notes());
    }

    /** A column of the table. */
    record OfColumn(String name) implements TargetRule {
        @Override
        public List<String> from() {
            return List.of();
        }

        @Override
        public boolean isColumn() {
            return true;
        }

        @Override
        public String step() {
            return "target(\"" + name + "\")";
        }
    }

    /**
     * Asks whether a number is above a bound: classes "no" and "yes".
     *
     * @param column of numbers
     * @param bound itself is not above
     */
    record Above(String column, double bound) implements TargetRule {
        public Above {
            if (!Double.isFinite(bound)) {
                throw new DataException("targetAbove(\"" + column + "\", " + bound + "): the bound must be a number");
            }
        }

        @Override
        public String name() {
            return column + " above " + Check.text(bound);
        }

        @Override
        public List<String> from() {
            return List.of(column);
        }

        @Override
        public String step() {
            return "targetAbove(\"" + column + "\", " + Check.text(bound) + ")";
        }

        @Override
        public IntFunction<String> values(TableContent table, String step, boolean elsewhere) {
            Column<?> numbers = table.column(column);
            if (!Columns.isNumber(numbers)) {
                Columns.checkNumbers(table, column, step);
                String first = Columns.firstText(numbers);
                throw new DataException(step + ": the column holds text, first \"" + first + "\"; say targetIs(\""
                        + column + "\", \"" + first + "\")");
            }
            return row -> numbers.isMissing(row) ? "" : Columns.number(numbers, row) > bound ? "yes" : "no";
        }
    }

    /**
     * Asks whether a column holds one of some values: classes "no" and "yes".
     *
     * @param values at least one, as tables show them
     */
    record Is(String column, List<String> values) implements TargetRule {
        public Is {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new DataException("targetIs(\"" + column + "\"): it is not said which value; name one at least");
            }
        }

        @Override
        public String name() {
            return column + " is " + String.join(" or ", values);
        }

        @Override
        public List<String> from() {
            return List.of(column);
        }

        @Override
        public String step() {
            return "targetIs(\"" + column + "\", \"" + String.join("\", \"", values) + "\")";
        }

        @Override
        public IntFunction<String> values(TableContent table, String step, boolean elsewhere) {
            Column<?> labels = table.column(column);
            for (String value : values) {
                boolean found = false;
                for (int row = 0; row < labels.size() && !found; row++) {
                    found = !labels.isMissing(row) && Columns.label(labels, row).equals(value);
                }
                if (!found && !elsewhere) {
                    throw new DataException(step + ": no row holds \"" + value + "\"; check its spelling"
                            + (Columns.isNumber(labels) && table.isFile()
                                    ? ", or keep cells as they are written: text(\"" + column + "\")"
                                    : ""));
                }
            }
            return row -> labels.isMissing(row) ? "" : values.contains(Columns.label(labels, row)) ? "yes" : "no";
        }
    }

    /**
     * The answer of code for each row: a text, a number or a boolean; a file does not hold it.
     *
     * @param how takes a row of the table to its value
     */
    record Code(String name, Function<Row, ?> how) implements TargetRule {
        @Override
        public List<String> from() {
            return List.of();
        }

        @Override
        public String step() {
            return "target(\"" + name + "\", row -> ..)";
        }

        @Override
        public TableContent addTo(TableContent table, String source, boolean elsewhere) {
            if (table.columns().stream().anyMatch(name::equalsIgnoreCase)) {
                throw new DataException(source + "." + step() + ": there is a column \"" + name
                        + "\" already; give the target another name");
            }
            Column<?> made = made(table, source + "." + step());
            return table.of(Table.create(table.raw().columns()).addColumns(made), table.notes());
        }

        private Column<?> made(TableContent table, String step) {
            double[] numbers = new double[table.size()];
            String[] texts = new String[table.size()];
            boolean isNumber = true;
            for (Row row = new CheckedRow(table.raw()); row.hasNext(); ) {
                row.next();
                int at = row.getRowNumber();
                Object value = value(row, table, step);
                isNumber = isNumber && value instanceof Number;
                numbers[at] = value instanceof Number number ? number.doubleValue() : Double.NaN;
                texts[at] = value instanceof Boolean yes ? (yes ? "yes" : "no") : String.valueOf(value);
            }
            return isNumber ? DoubleColumn.create(name, numbers) : StringColumn.create(name, texts);
        }

        private Object value(Row row, TableContent table, String step) {
            try {
                Object value = how.apply(row);
                if (value == null) {
                    throw new DataException(step + ": the code gave null for row " + table.number(row.getRowNumber())
                            + "; let it give a text, a number or a boolean");
                }
                return value;
            } catch (CheckedRow.Missing e) {
                throw new DataException(
                        step + ": the code reads a missing cell, that of \"" + e.column() + "\" in row "
                                + table.number(row.getRowNumber()) + "; let it ask row.isMissing(\"" + e.column()
                                + "\") first, or leave such rows out: dropRowsWithout(\"" + e.column() + "\")",
                        e);
            } catch (DataException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new DataException(
                        step + ": the code failed at row " + table.number(row.getRowNumber()) + ": " + e
                                + "; correct it; " + Nearest.hint("", table.columns()),
                        e);
            }
        }
    }
}
