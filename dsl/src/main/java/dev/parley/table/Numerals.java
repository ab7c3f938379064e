package dev.parley.table;

import java.util.Arrays;
import java.util.BitSet;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.columns.Column;

/** Numbers read from text: whole ones in a long as long as all are whole, then in a double. */
final class Numerals {
    /** Any number of that many digits fits in a long. */
    private static final int DIGITS_OF_A_LONG = 18;

    /** A whole number of that many digits is exact in a double. */
    private static final int EXACT_DIGITS = 15;

    /** The powers of ten that are exact in a double. */
    private static final double[] TENS = new double[23];

    static {
        double ten = 1;
        for (int i = 0; i < TENS.length; i++) {
            TENS[i] = ten;
            ten *= 10;
        }
    }

    private final BitSet gaps = new BitSet();
    private long[] whole;
    private double[] decimal = new double[0];
    private boolean isWhole = true;
    private boolean some;
    private long largest;
    private int size;

    /** For about so many. */
    Numerals(int rows) {
        whole = new long[rows];
    }

    void addMissing() {
        gaps.set(size);
        grow();
        if (!isWhole) {
            decimal[size] = Double.NaN;
        }
        size++;
    }

    /** Adds a number; false where the text is none, and nothing is added. */
    boolean add(String cell) {
        if (isWhole) {
            if (isInteger(cell)) {
                grow();
                whole[size] = Long.parseLong(cell);
                largest = Math.max(largest, Math.abs(whole[size]));
                size++;
                some = true;
                return true;
            }
            double value = parse(cell);
            if (Double.isNaN(value)) {
                return false;
            }
            toDecimals();
            return append(value);
        }
        double value = parse(cell);
        return !Double.isNaN(value) && append(value);
    }

    private boolean append(double value) {
        grow();
        decimal[size++] = value;
        some = true;
        return true;
    }

    private void toDecimals() {
        decimal = new double[whole.length];
        for (int i = 0; i < size; i++) {
            decimal[i] = gaps.get(i) ? Double.NaN : whole[i];
        }
        whole = new long[0];
        isWhole = false;
    }

    private void grow() {
        int wanted = Math.max(16, size + size / 2 + 1);
        if (isWhole && size == whole.length) {
            whole = Arrays.copyOf(whole, wanted);
        } else if (!isWhole && size == decimal.length) {
            decimal = Arrays.copyOf(decimal, wanted);
        }
    }

    /** A column of the narrowest type; of nothing but gaps, one of decimals. */
    Column<?> column(String name) {
        if (!isWhole || !some) {
            if (isWhole) {
                toDecimals();
            }
            return DoubleColumn.create(name, size == decimal.length ? decimal : Arrays.copyOf(decimal, size));
        }
        // the least int is Tablesaw's sign for a missing value
        if (largest <= Integer.MAX_VALUE) {
            IntColumn column = IntColumn.create(name, size);
            for (int i = 0; i < size; i++) {
                if (gaps.get(i)) {
                    column.setMissing(i);
                } else {
                    column.set(i, (int) whole[i]);
                }
            }
            return column;
        }
        LongColumn column = LongColumn.create(name, size);
        for (int i = 0; i < size; i++) {
            if (gaps.get(i)) {
                column.setMissing(i);
            } else {
                column.set(i, whole[i]);
            }
        }
        return column;
    }

    /** Tells whether a number is written as {@code 01001}. */
    static boolean hasLeadingZero(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '0' && digit(cell.charAt(1));
    }

    /** Tells whether the text is a whole number of more digits than a long has. */
    static boolean isTooLong(String cell) {
        return cell.length() > DIGITS_OF_A_LONG && cell.chars().allMatch(c -> digit((char) c));
    }

    /** Tells whether the text is a whole number that fits in a long. */
    private static boolean isInteger(String cell) {
        if (cell.isEmpty()) {
            return false;
        }
        int begin = cell.charAt(0) == '-' || cell.charAt(0) == '+' ? 1 : 0;
        for (int i = begin; i < cell.length(); i++) {
            if (!digit(cell.charAt(i))) {
                return false;
            }
        }
        return cell.length() > begin && cell.length() <= DIGITS_OF_A_LONG;
    }

    /**
     * A finite decimal number with a point and no other sign for thousands or type; NaN for other texts.
     *
     * <p>A number of at most 15 digits is its digits divided by an exact power of ten, which rounds once, as
     * {@link Double#parseDouble} does, and takes a tenth of its time (Clinger, PLDI 1990).
     */
    static double parse(String cell) {
        long digits = 0;
        int count = 0;
        int behind = -1;
        int begin = cell.isEmpty() || (cell.charAt(0) != '-' && cell.charAt(0) != '+') ? 0 : 1;
        for (int i = begin; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (digit(c) && count < EXACT_DIGITS) {
                digits = digits * 10 + (c - '0');
                count++;
                behind += behind < 0 ? 0 : 1;
            } else if (c == '.' && behind < 0) {
                behind = 0;
            } else {
                return slow(cell);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        double value = behind > 0 ? digits / TENS[behind] : digits;
        return cell.charAt(0) == '-' ? -value : value;
    }

    private static double slow(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (!digit(c) && "+-.eE".indexOf(c) < 0) {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(cell);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
