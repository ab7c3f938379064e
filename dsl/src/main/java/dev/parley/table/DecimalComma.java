package dev.parley.table;

import java.util.regex.Pattern;

/** Numbers with a comma before their decimals, and a point or nothing between thousands. */
final class DecimalComma {
    private static final Pattern GROUPED = Pattern.compile("[+-]?[1-9]\\d{0,2}(\\.\\d{3})+(,\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+(,\\d*)?|,\\d+)([eE][+-]?\\d+)?");

    private DecimalComma() {}

    /** The number with a point; empty where the cell is none. */
    static String plain(String cell) {
        if (GROUPED.matcher(cell).matches()) {
            return cell.replace(".", "").replace(',', '.');
        }
        return PLAIN.matcher(cell).matches() ? cell.replace(',', '.') : "";
    }
}
