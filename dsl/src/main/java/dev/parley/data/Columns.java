package dev.parley.data;

import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** What a column of Tablesaw's holds, in the two kinds we know: numbers and categories. */
final class Columns {
    private Columns() {}

    static boolean isNumber(Column<?> column) {
        return column instanceof NumericColumn<?>;
    }

    static boolean isCategory(Column<?> column) {
        return column instanceof StringColumn || column instanceof BooleanColumn;
    }

    /** The number in a row; NaN where it is missing. */
    static double number(Column<?> column, int row) {
        return column.isMissing(row) ? Double.NaN : ((NumericColumn<?>) column).getDouble(row);
    }

    /** The value in a row as the name of a class, a category or a party: whole numbers without a point. */
    static String label(Column<?> column, int row) {
        if (!isNumber(column)) {
            return column.getString(row);
        }
        double value = number(column, row);
        return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
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
