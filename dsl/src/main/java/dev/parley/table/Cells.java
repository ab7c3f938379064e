package dev.parley.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

    /**
     * A column of cells as it is written in a file.
     *
     * @param separator of the file's cells
     * @param noted takes what was read in another way than it is written
     */
    static Column<?> column(String name, List<String> cells, char separator, Consumer<String> noted) {
        List<String> values = cells.stream().map(Cells::known).toList();
        if (values.stream().allMatch(value -> value.isEmpty() || isNumber(value))) {
            return numbers(name, values);
        }
        Optional<WrittenNumbers.Read> read = WrittenNumbers.read(values, separator);
        read.ifPresent(written -> noted.accept(written.note()));
        return read.<Column<?>>map(written -> numbers(name, written.cells()))
                .orElseGet(() -> StringColumn.create(name, values));
    }

    /** A column of the narrowest type for numbers. */
    private static Column<?> numbers(String name, List<String> cells) {
        String[] values = cells.toArray(String[]::new);
        boolean some = false;
        long largest = 0;
        for (String value : values) {
            if (!value.isEmpty()) {
                some = true;
                if (!isWhole(value)) {
                    return decimals(name, values);
                }
                largest = Math.max(largest, Math.abs(Long.parseLong(value)));
            }
        }
        if (!some) {
            return decimals(name, values);
        }
        // the least int is Tablesaw's sign for a missing value
        return largest <= Integer.MAX_VALUE ? ints(name, values) : longs(name, values);
    }

    private static Column<?> decimals(String name, String[] values) {
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
