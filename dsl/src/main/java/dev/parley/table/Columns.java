package dev.parley.table;

import dev.parley.fault.DataException;
import java.util.regex.Pattern;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Values of a column of Tablesaw's, in the two kinds we know: numbers and categories. */
public final class Columns {
    /** A number with signs that a plain one has not. */
    private static final Pattern WRITTEN = Pattern.compile("[+\\-\u2212]?[$€£¥]?\\s*\\d[\\d.,'\\s]*[%€£¥$]?");

    /** So many rows at the end of a file may be notes and sums. */
    private static final int LAST = 3;

    private Columns() {}

    public static boolean isNumber(Column<?> column) {
        return column instanceof NumericColumn<?>;
    }

    public static boolean isCategory(Column<?> column) {
        return column instanceof StringColumn || column instanceof BooleanColumn;
    }

    /** The number in a row; NaN where it is missing. */
    public static double number(Column<?> column, int row) {
        return column.isMissing(row) ? Double.NaN : ((NumericColumn<?>) column).getDouble(row);
    }

    /** The value in a row as the name of a class, a category or a party: whole numbers without a point. */
    public static String label(Column<?> column, int row) {
        if (!isNumber(column)) {
            return column.getString(row);
        }
        if (column instanceof LongColumn whole && !whole.isMissing(row)) {
            return Long.toString(whole.getLong(row)); // a double would take neighbours for one
        }
        double value = number(column, row);
        return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /**
     * Refuses a column of text that is numbers but for some cells.
     *
     * @throws DataException with the first of these cells
     */
    public static void checkNumbers(TableContent table, String name, String asked) {
        Column<?> column = table.column(name);
        int numbers = 0;
        int there = 0;
        int odd = -1;
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                there++;
                if (Cells.isNumber(column.getString(row))) {
                    numbers++;
                } else if (odd < 0) {
                    odd = row;
                }
            }
        }
        DateLike.step(column).ifPresent(step -> {
            throw new DataException(asked + ": column \"" + name + "\" holds dates, first \"" + firstText(column)
                    + "\"; make numbers of them: " + step + ", or leave it out: without(\"" + name + "\")");
        });
        if (numbers < there && numbers > there / 2) {
            throw new DataException(asked + ": column \"" + name + "\" holds numbers, but also \""
                    + column.getString(odd) + "\" in row " + table.number(odd) + " ("
                    + (there - numbers) + " of " + there
                    + (there - numbers == 1 ? " rows is" : " rows are")
                    + " no number); correct these cells" + remedy(table, column, odd));
        }
        checkWriting(table, column, asked);
    }

    /** The first value that is there; "" where none is. */
    static String firstText(Column<?> column) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                return column.getString(row);
            }
        }
        return "";
    }

    private static String remedy(TableContent table, Column<?> column, int odd) {
        if (!table.isFile() || WRITTEN.matcher(column.getString(odd)).matches()) {
            return ", or leave them empty";
        }
        int below = column.size() - odd;
        return below <= LAST
                ? ", or where this is a note or a sum below the table, say skipLast(" + below + ")"
                : ", or say missing(\"" + column.getString(odd) + "\") where it stands for no value";
    }

    /** Refuses numbers in a writing that can be read in more than one way. */
    private static void checkWriting(TableContent table, Column<?> column, String asked) {
        int first = -1;
        int numbers = 0;
        int there = 0;
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                there++;
                boolean plain = Cells.isNumber(column.getString(row));
                if (plain || WRITTEN.matcher(column.getString(row)).matches()) {
                    numbers++;
                    first = first < 0 && !plain ? row : first;
                }
            }
        }
        if (first >= 0 && numbers > there / 2) {
            throw new DataException(asked + ": column \"" + column.name() + "\" holds numbers that can be read in more"
                    + " than one way, first \"" + column.getString(first) + "\" in row " + table.number(first)
                    + writing(table));
        }
    }

    private static String writing(TableContent table) {
        String said = table.form().map(CsvForm::decimal).orElse("none");
        return switch (said) {
            case "" -> "; say decimal(',') or decimal('.')";
            case "none" -> "; write them with a point and without signs between thousands";
            default -> " with decimal('" + said + "'); say the other sign, or correct these cells";
        };
    }

    static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15;
    }

    /** Orders labels as numbers where they are numbers. */
    static java.util.Comparator<String> order(Column<?> column) {
        if (column instanceof LongColumn) {
            return java.util.Comparator.comparingLong(Long::parseLong);
        }
        return isNumber(column)
                ? java.util.Comparator.comparingDouble(Double::parseDouble)
                : java.util.Comparator.naturalOrder();
    }
}
