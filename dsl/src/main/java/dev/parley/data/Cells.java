package dev.parley.data;

import java.util.List;
import java.util.Set;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Finds the type of a column of cells: whole numbers, numbers, or else text. */
final class Cells {
    /** What people write where they have no value. */
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "?");

    private Cells() {}

    static Column<?> column(String name, List<String> cells) {
        List<String> values = cells.stream().map(Cells::known).toList();
        boolean numbers = values.stream().allMatch(cell -> cell.isEmpty() || isNumber(cell));
        if (!numbers) {
            StringColumn column = StringColumn.create(name);
            values.forEach(column::append);
            return column;
        }
        boolean some = values.stream().anyMatch(cell -> !cell.isEmpty());
        if (some && values.stream().allMatch(cell -> cell.isEmpty() || isWhole(cell))) {
            return whole(name, values);
        }
        DoubleColumn column = DoubleColumn.create(name);
        for (String cell : values) {
            if (cell.isEmpty()) {
                column.appendMissing();
            } else {
                column.append(Double.parseDouble(cell));
            }
        }
        return column;
    }

    private static Column<?> whole(String name, List<String> values) {
        boolean small =
                values.stream().allMatch(cell -> cell.isEmpty() || Math.abs(Long.parseLong(cell)) < Integer.MAX_VALUE);
        Column<?> column = small ? IntColumn.create(name) : LongColumn.create(name);
        for (String cell : values) {
            if (cell.isEmpty()) {
                column.appendMissing();
            } else if (column instanceof IntColumn ints) {
                ints.append(Integer.parseInt(cell));
            } else if (column instanceof LongColumn longs) {
                longs.append(Long.parseLong(cell));
            }
        }
        return column;
    }

    private static String known(String cell) {
        String value = cell.strip();
        return MISSING.contains(value) ? "" : value;
    }

    /** Whether the text is a decimal number, with a point and no other sign for thousands or type. */
    static boolean isNumber(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if ("0123456789+-.eE".indexOf(cell.charAt(i)) < 0) {
                return false;
            }
        }
        try {
            return Double.isFinite(Double.parseDouble(cell));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isWhole(String cell) {
        // 18 digits always fit in a long
        return cell.length() <= 18 && cell.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-' || c == '+');
    }
}
