package dev.parley.table;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * A column as its cells come: whole numbers, numbers once a cell has decimals, or text, where each different cell is
 * kept once.
 *
 * <p>A column that begins with numbers and holds something else further down is not known by then as it is written:
 * {@link #isToBeReadAgain} says so.
 */
final class ColumnBuilder {
    /** Takes cells and forgets them. */
    static final ColumnBuilder NONE = new ColumnBuilder("", 0, Set.of(), false, false, false);

    static {
        NONE.again = true;
    }

    private final String name;
    private final Set<String> missing;
    private final boolean kept;
    private final boolean comma;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> different = new ArrayList<>();
    private int size;
    private boolean text;
    private boolean again;
    private boolean some;
    private Optional<String> leadingZeros = Optional.empty();
    private Optional<String> tooLong = Optional.empty();
    private Numerals numerals;
    private int[] codes = new int[0];

    /**
     * An empty column.
     *
     * @param rows about how many there will be
     * @param missing words that stand for no value
     * @param form says how decimals are written, and which columns are kept as they are written
     */
    ColumnBuilder(String name, int rows, Set<String> missing, CsvForm form) {
        this(name, rows, missing, form.text().contains(name), form.decimal().equals(","), false);
    }

    private ColumnBuilder(String name, int rows, Set<String> missing, boolean kept, boolean comma, boolean text) {
        this.name = name;
        this.missing = missing;
        this.kept = kept;
        this.comma = comma;
        this.text = text || kept;
        this.numerals = new Numerals(this.text ? 0 : rows);
    }

    /** The same column, known to be text. */
    ColumnBuilder again() {
        return new ColumnBuilder(name, size, missing, kept, comma, true);
    }

    boolean isToBeReadAgain() {
        return again;
    }

    void add(String cell) {
        if (again) {
            return;
        }
        String value = kept ? cell : cell.strip();
        boolean gap = value.isEmpty() || (!kept && missing.contains(value));
        if (!text && !gap) {
            if (numerals.add(comma ? DecimalComma.plain(value) : value)) {
                some = true;
                look(value);
                size++;
                return;
            }
            again = some;
            text = true;
            codes = new int[Math.max(16, size)];
            Arrays.fill(codes, -1);
            numerals = new Numerals(0);
        }
        if (text) {
            code(gap ? -1 : places.computeIfAbsent(value, this::different));
        } else {
            numerals.addMissing();
        }
        size++;
    }

    /** Looks for what a number does not keep. */
    private void look(String value) {
        if (leadingZeros.isEmpty() && Numerals.hasLeadingZero(value)) {
            leadingZeros = Optional.of(value);
        }
        if (tooLong.isEmpty() && Numerals.isTooLong(value)) {
            tooLong = Optional.of(value);
        }
    }

    private int different(String value) {
        different.add(value);
        return different.size() - 1;
    }

    private void code(int code) {
        if (size >= codes.length) {
            codes = Arrays.copyOf(codes, Math.max(16, size + size / 2));
        }
        codes[size] = code;
    }

    /**
     * The column.
     *
     * @param form says how decimals are written
     * @param separators of the files' cells
     * @param noted takes what was read in another way than it is written
     */
    Column<?> column(CsvForm form, Set<Character> separators, Consumer<String> noted) {
        if (!text) {
            lost(noted);
            return numerals.column(name);
        }
        Optional<WrittenNumbers.Read> read =
                kept ? Optional.empty() : WrittenNumbers.read(different, this::times, form.decimal(), separators);
        if (read.isPresent()) {
            noted.accept(read.get().note());
            different.forEach(this::look);
            lost(noted);
            return numbers(read.get().cells());
        }
        return StringColumn.create(name, new Cells());
    }

    private void lost(Consumer<String> noted) {
        leadingZeros.ifPresent(first -> noted.accept("\"" + first + "\" and others are read as numbers, without"
                + " their leading zeros; text(\"" + name + "\") keeps them"));
        tooLong.ifPresent(
                first -> noted.accept("\"" + first + "\" has more digits than a number keeps, and others may be"
                        + " taken for the same; text(\"" + name + "\") keeps them"));
    }

    private int times(int place) {
        int times = 0;
        for (int row = 0; row < size; row++) {
            times += codes[row] == place ? 1 : 0;
        }
        return times;
    }

    private Column<?> numbers(List<String> values) {
        Numerals all = new Numerals(size);
        for (int row = 0; row < size; row++) {
            String value = codes[row] < 0 ? "" : values.get(codes[row]);
            if (value.isEmpty()) {
                all.addMissing();
            } else {
                all.add(value);
            }
        }
        return all.column(name);
    }

    /** The cells, "" where there is no value. */
    private final class Cells extends AbstractList<String> {
        @Override
        public String get(int row) {
            return codes[row] < 0 ? "" : different.get(codes[row]);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
