package dev.parley.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Columns of numbers that are written as people do: {@code 0,5}, {@code 1,000}, {@code $12.50}, {@code 12 %}, with a
 * minus of typographers, or with a word where there is no value.
 *
 * <p>They are read only where all cells of a column agree and can be read in one way; else the column stays text, and is
 * refused where it is used.
 */
final class WrittenNumbers {
    /** Texts that stand for no value in a column of numbers; in other columns they may be values. */
    private static final Set<String> NO_VALUE = Set.of(
            "None", "none", "NONE", "<NA>", "#N/A", "N.A.", "n.a.", "nil", "NIL", "missing", "-", "--", ".", "*");

    private static final Set<Character> COMMA = Set.of(',');
    /** Nothing is nothing in every unit. */
    private static final Pattern ZERO = Pattern.compile("0+([.,]0+)?");

    private static final String UNITS = "$€£¥%";

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?(\\d+|\\d{1,3}(\\.\\d{3})+),\\d+");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern THREE_BEHIND = Pattern.compile("[+-]?\\d{1,3},\\d{3}");
    private static final Pattern MONEY = Pattern.compile("([+-]?)[$€£¥]\\s*(.*)|(.*?)\\s*[€£¥$]");
    private static final Pattern PERCENT = Pattern.compile("(.*?)\\s*%");

    private WrittenNumbers() {}

    /**
     * A column that was recognised.
     *
     * @param cells for each different cell the number with a point, "" where it is no value
     * @param note what was read as what
     */
    record Read(List<String> cells, String note) {}

    /**
     * Reads a column of text as numbers where that is certain.
     *
     * @param cells the different ones, in the order in which they come
     * @param times how often the cell at a place occurs
     * @param decimal the sign before decimals, where the user says it; else empty
     * @param separators of the files' cells: where one is a comma, a comma within a cell stands between thousands
     */
    static Optional<Read> read(List<String> cells, IntUnaryOperator times, String decimal, Set<Character> separators) {
        String missing = "";
        long gaps = 0;
        List<String> known = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (NO_VALUE.contains(cell) && missing.isEmpty()) {
                missing = cell;
                gaps = times.applyAsInt(i);
                known.add("");
            } else {
                known.add(cell.replace('\u2212', '-'));
            }
        }
        String example = known.stream()
                .filter(cell -> !cell.isEmpty() && !isNumber(cell, decimal))
                .findFirst()
                .orElse("");
        List<String> numbers = plain(known, decimal, separators);
        if (numbers.isEmpty() || numbers.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        String note = example.isEmpty() ? "" : "\"" + example + "\" is read as " + numbers.get(known.indexOf(example));
        if (gaps > 0) {
            note += (note.isEmpty() ? "" : ", and ") + gaps + (gaps == 1 ? " cell \"" : " cells \"") + missing
                    + "\" as missing";
            note = example.isEmpty() ? note.replace(" as missing", gaps == 1 ? " is missing" : " are missing") : note;
        }
        return Optional.of(new Read(numbers, note.isEmpty() ? "a minus sign is read as -" : note));
    }

    private static boolean isNumber(String cell, String decimal) {
        return decimal.equals(",") ? !DecimalComma.plain(cell).isEmpty() : Cells.isNumber(cell);
    }

    /** All cells with a point; none where they cannot be read, or in more than one way. */
    private static List<String> plain(List<String> cells, String decimal, Set<Character> separators) {
        if (cells.stream()
                        .filter(cell -> !cell.isEmpty() && !ZERO.matcher(cell).matches())
                        .map(WrittenNumbers::unit)
                        .distinct()
                        .count()
                > 1) {
            return List.of(); // 12 % and 0.12, or dollars and euros
        }
        List<String> bare = cells.stream().map(WrittenNumbers::bare).toList();
        if (decimal.equals(",")) {
            return commas(bare);
        }
        boolean commas = bare.stream().anyMatch(cell -> cell.indexOf(',') >= 0);
        if (commas && all(bare, THOUSANDS)) {
            // 1,000 in a file with semicolons may be one
            boolean mayBeDecimals = decimal.isEmpty() && !separators.equals(COMMA) && all(bare, THREE_BEHIND);
            return mayBeDecimals ? List.of() : numbers(bare, ",", "");
        }
        if (commas) {
            boolean decimals = decimal.isEmpty() && !separators.contains(',');
            // 1.000 beside 0,5 may be a thousand or one
            boolean open = bare.stream().anyMatch(cell -> cell.indexOf('.') >= 0 && cell.indexOf(',') < 0);
            return decimals
                            && !open
                            && bare.stream()
                                    .anyMatch(
                                            cell -> DECIMAL_COMMA.matcher(cell).matches())
                    ? commas(bare)
                    : List.of();
        }
        return numbers(bare, "", "");
    }

    /** All cells with a comma before decimals, and points between thousands; none where one is another number. */
    private static List<String> commas(List<String> bare) {
        List<String> plain = bare.stream().map(DecimalComma::plain).toList();
        boolean all = IntStream.range(0, bare.size())
                .allMatch(i -> bare.get(i).isEmpty() || !plain.get(i).isEmpty());
        return all ? plain : List.of();
    }

    /** The sign of a currency or a percent; empty where there is none. */
    private static String unit(String cell) {
        return cell.chars()
                .mapToObj(Character::toString)
                .filter(UNITS::contains)
                .findFirst()
                .orElse("");
    }

    /** Without the sign of a currency or a percent. */
    private static String bare(String cell) {
        var money = MONEY.matcher(cell);
        if (money.matches()) {
            return money.group(2) == null ? money.group(3) : money.group(1) + money.group(2);
        }
        var percent = PERCENT.matcher(cell);
        return percent.matches() ? percent.group(1) : cell;
    }

    private static boolean all(List<String> cells, Pattern pattern) {
        return cells.stream()
                .allMatch(cell -> cell.isEmpty()
                        || pattern.matcher(cell).matches()
                        || (cell.indexOf(',') < 0 && Cells.isNumber(cell)));
    }

    private static List<String> numbers(List<String> cells, String from, String to) {
        List<String> numbers = cells.stream()
                .map(cell -> from.isEmpty() ? cell : cell.replace(from, to))
                .toList();
        return numbers.stream().allMatch(cell -> cell.isEmpty() || Cells.isNumber(cell)) ? numbers : List.of();
    }
}
