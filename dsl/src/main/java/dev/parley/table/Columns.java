package dev.parley.table;

import dev.parley.fault.DataException;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** What a column of Tablesaw's holds, in the two kinds we know: numbers and categories. */
public final class Columns {
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
        double value = number(column, row);
        return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /**
     * Refuses a column of text that is numbers but for some cells.
     *
     * @throws DataException with the first of these cells
     */
    static void checkNumbers(Column<?> column, String asked, String rows) {
        int numbers = 0;
        int there = 0;
        String odd = "";
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                there++;
                String value = column.getString(row);
                if (Cells.isNumber(value)) {
                    numbers++;
                } else if (odd.isEmpty()) {
                    odd = value;
                }
            }
        }
        if (numbers < there && numbers > there / 2) {
            throw new DataException(asked + ": column \"" + column.name() + "\" holds numbers, but also \"" + odd
                    + "\" (" + (there - numbers) + " of " + there + " " + rows
                    + " are no number); correct these cells, or leave them empty");
        }
    }

    static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15;
    }

    /** Orders labels as numbers where they are numbers. */
    static java.util.Comparator<String> order(Column<?> column) {
        return isNumber(column)
                ? java.util.Comparator.comparingDouble(Double::parseDouble)
                : java.util.Comparator.naturalOrder();
    }
}
