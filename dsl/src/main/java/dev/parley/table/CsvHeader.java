package dev.parley.table;

import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.columns.Column;

/**
 * The names above the columns of a file.
 *
 * @param names none twice; {@code ""} for a first or last column without one
 * @param note what the user should know of them
 */
record CsvHeader(List<String> names, Optional<String> note) {
    private static final int SHOWN = 3;

    /** The names in a file's first row. */
    static CsvHeader of(String @Nullable [] row, String asked) {
        if (row == null) {
            throw empty(asked);
        }
        Set<String> exact = new HashSet<>();
        FreeNames free = new FreeNames(List.of());
        List<String> names = new ArrayList<>();
        List<String> renamed = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            String name = row[i].strip();
            boolean outer = i == 0 || i == row.length - 1;
            if (name.isEmpty() && !(outer && row.length > 1)) {
                throw new DataException(asked + ": column " + (i + 1)
                        + " has no name; name it in the file's header, or say noHeader() where the first line is a row,"
                        + " or skip(n) where lines stand above the names");
            }
            if (!name.isEmpty() && !exact.add(name)) {
                throw new DataException(
                        asked + ": two columns are called \"" + name + "\"; rename one in the file's header");
            }
            // Tablesaw takes names that differ in case only for the same
            String called = name.isEmpty() ? name : free.free(name);
            if (!called.equals(name)) {
                renamed.add("column \"" + name + "\" is called \"" + called
                        + "\" here, as another name differs from it in case only");
            }
            names.add(called);
        }
        numbers(names).ifPresent(renamed::add);
        return new CsvHeader(
                List.copyOf(names), renamed.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", renamed)));
    }

    /** Names that are numbers are often a row. */
    private static Optional<String> numbers(List<String> names) {
        long numbers = names.stream().filter(Cells::isNumber).count();
        return numbers * 2 <= names.size()
                ? Optional.empty()
                : Optional.of("the first line is taken for the names of the columns: "
                        + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                        + (names.size() > SHOWN ? " .." : "")
                        + "; say noHeader() where it is a row");
    }

    /** Names of our own, where the file has none. */
    static CsvHeader numbered(int columns, String asked) {
        if (columns == 0) {
            throw empty(asked);
        }
        return new CsvHeader(
                IntStream.rangeClosed(1, columns).mapToObj(i -> "column" + i).toList(), Optional.empty());
    }

    private static DataException empty(String asked) {
        return new DataException(asked + ": the file is empty; it needs a line of column names and then rows");
    }

    /** Refuses a name that no column has. */
    void check(String name, String step, String asked) {
        if (!names.contains(name)) {
            throw new DataException(
                    asked + "." + step + "(\"" + name + "\"): there is no such column; " + Nearest.hint(name, names));
        }
    }

    /**
     * The place that each column of another file has here.
     *
     * @throws DataException where the files have not the same columns
     */
    int[] order(CsvHeader other, String asked) {
        for (String name : names) {
            if (!other.names.contains(name)) {
                throw new DataException(asked + ": it has no column \"" + name + "\", which the first file has; "
                        + Nearest.hint(name, other.names));
            }
        }
        for (String name : other.names) {
            if (!names.contains(name)) {
                throw new DataException(asked + ": it has a column \"" + name + "\", which the first file has not; "
                        + Nearest.hint(name, names));
            }
        }
        int last = names.size() - 1;
        return IntStream.range(0, other.names.size())
                .map(i -> i == last
                                && other.names.get(i).isEmpty()
                                && names.get(last).isEmpty()
                        ? last
                        : names.indexOf(other.names.get(i)))
                .toArray();
    }

    /**
     * Takes columns without a name out: a first one that numbers the rows, as pandas writes it, and a last one that is
     * empty, where every line ends with a separator.
     *
     * @param columns all, in the order of the names
     * @param ends the number of rows behind each file
     * @return what the user should know, by column
     * @throws DataException where such a column holds something else
     */
    Map<String, String> leaveOut(List<Column<?>> columns, List<Integer> ends, String asked) {
        Map<String, String> said = new TreeMap<>();
        int last = columns.size() - 1;
        if (last > 0 && names.get(last).isEmpty()) {
            if (columns.get(last).countMissing() < columns.get(last).size()) {
                throw nameless(last, asked);
            }
            columns.remove(last);
        }
        if (names.get(0).isEmpty()) {
            Column<?> first = columns.get(0);
            if (!numbersRows(first, ends)) {
                throw nameless(0, asked);
            }
            columns.remove(0);
            said.put("", "the first column has no name and numbers the rows; it is left out");
        }
        return said;
    }

    private static DataException nameless(int column, String asked) {
        return new DataException(asked + ": column " + (column + 1) + " has no name; name it in the file's header");
    }

    /** Tells whether each number is one more than that before it; each file may begin anew. */
    private static boolean numbersRows(Column<?> column, List<Integer> ends) {
        if (!Columns.isNumber(column) || column.countMissing() > 0) {
            return false;
        }
        for (int row = 1; row < column.size(); row++) {
            double number = Columns.number(column, row);
            boolean begins = ends.contains(row) && (number == 0 || number == 1);
            if (!begins && number != Columns.number(column, row - 1) + 1) {
                return false;
            }
        }
        return true;
    }

    /** The refusal of a row that has not a cell a column. */
    static DataException wrongWidth(CsvText file, CsvForm form, int row, String[] cells, int columns, CsvRows rest) {
        String message = file.asked() + ": row " + row + " has " + cells.length
                + (cells.length == 1 ? " cell" : " cells") + ", but the header names " + columns
                + (columns == 1 ? " column" : " columns");
        String first = cells[0].length() > 40 ? cells[0].substring(0, 40) + ".." : cells[0];
        if (row == 1
                && file.text().stripLeading().startsWith("#")
                && form.comment().isEmpty()) {
            return new DataException(message + "; where lines that begin with # are comments, say comment('#')");
        }
        if (row == 1 && columns == 1) {
            return new DataException(message + "; where lines stand above the names, say skip(n)");
        }
        if (cells.length == 1
                && columns > 1
                && first.startsWith("#")
                && form.comment().isEmpty()) {
            return new DataException(message + ": \"" + first + "\"; where it is a comment, say comment('#')");
        }
        if (cells.length < columns && !Cells.isNumber(first) && form.comment().isEmpty()) {
            int below = lines(cells);
            try {
                for (String[] next = rest.next(); next != null; next = rest.next()) {
                    below += lines(next);
                }
            } catch (DataException further) {
                below = 0; // the row that cannot be read is further down, and this one comes first
            }
            if (below > 0 && below <= 20) {
                return new DataException(message + ": \"" + first + "\"; correct that row, or where it is a note below"
                        + " the table, say skipLast(" + below + ")");
            }
        }
        return new DataException(message + "; correct that row");
    }

    /** The lines of a row that are not blank. */
    private static int lines(String[] cells) {
        return 1
                + (int) Stream.of(cells)
                        .flatMap(cell -> cell.lines().skip(1))
                        .filter(line -> !line.isBlank())
                        .count();
    }
}
