package dev.parley.table;

import java.util.List;
import java.util.Set;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Finds the type of a column of cells: whole numbers, numbers, or else text. */
public final class Cells {
    /** What people write where they have no value. */
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "?");

    /** Any number of that many digits fits. */
    private static final int DIGITS_OF_A_LONG = 18;

    private Cells() {}

    static Column<?> column(String name, List<String> cells) {
        String[] values = new String[cells.size()];
        boolean numbers = true;
        boolean whole = true;
        boolean some = false;
        long largest = 0;
        for (int row = 0; row < values.length; row++) {
            String value = known(cells.get(row));
            values[row] = value;
            if (!value.isEmpty() && numbers) {
                some = true;
                numbers = isNumber(value);
                whole = whole && numbers && isWhole(value);
                largest = whole ? Math.max(largest, Math.abs(Long.parseLong(value))) : largest;
            }
        }
        if (!numbers) {
            return StringColumn.create(name, values);
        }
        if (!some || !whole) {
            return numbers(name, values);
        }
        // the least int is Tablesaw's sign for a missing value
        return largest <= Integer.MAX_VALUE ? ints(name, values) : longs(name, values);
    }

    private static Column<?> numbers(String name, String[] values) {
        DoubleColumn column = DoubleColumn.create(name);
        for (String value : values) {
            if (value.isEmpty()) {
                column.appendMissing();
            } else {
                column.append(Double.parseDouble(value));
            }
        }
        return column;
    }

    private static Column<?> ints(String name, String[] values) {
        IntColumn column = IntColumn.create(name);
        for (String value : values) {
            if (value.isEmpty()) {
                column.appendMissing();
            } else {
                column.append(Integer.parseInt(value));
            }
        }
        return column;
    }

    private static Column<?> longs(String name, String[] values) {
        LongColumn column = LongColumn.create(name);
        for (String value : values) {
            if (value.isEmpty()) {
                column.appendMissing();
            } else {
                column.append(Long.parseLong(value));
            }
        }
        return column;
    }

    private static String known(String cell) {
        String value = cell.strip();
        return MISSING.contains(value) ? "" : value;
    }

    /** Whether the text is a decimal number, with a point and no other sign for thousands or type. */
    public static boolean isNumber(String cell) {
        boolean plain = true;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            plain = plain && c >= '0' && c <= '9';
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        if (plain && !cell.isEmpty() && cell.length() <= DIGITS_OF_A_LONG) {
            return true;
        }
        try {
            return Double.isFinite(Double.parseDouble(cell));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether a number is written without point or exponent, and fits in a long. */
    private static boolean isWhole(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return false;
            }
        }
        return number.length() <= DIGITS_OF_A_LONG;
    }
}
