package dev.parley.table;

import dev.parley.fault.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Reads a table from files of cells.
 *
 * <p>Types are found here, since Tablesaw's reader takes {@code 12,5} for 125 and words like {@code Y} for a boolean.
 */
final class Csv {
    /** The column that says which of several files a row is from. */
    static final String FILE = "file";

    private static final char MARK = '"';
    private static final char BACKSLASH = '\\';

    private final List<CsvText> files;
    private final CsvForm form;
    private final String asked;
    private final char escape;
    private final Map<String, String> notes = new TreeMap<>();

    private Csv(List<CsvText> files, CsvForm form, String asked, char escape) {
        this.files = files;
        this.form = form;
        this.asked = asked;
        this.escape = escape;
    }

    /**
     * The rows of a file.
     *
     * @param text of the file
     * @throws DataException where it is no table
     */
    static TableContent read(String text, CsvForm form, String asked) {
        return table(List.of(CsvText.of(text, form, asked)), List.of(), form, asked);
    }

    /**
     * The rows of files with the same columns, one file below the other; a column says which file a row is from.
     *
     * @param texts a file each
     * @param names of the files, for people
     * @throws DataException where one is no table, or has other columns than the first
     */
    static TableContent read(List<String> texts, List<String> names, CsvForm form, String asked) {
        List<CsvText> files = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            files.add(CsvText.of(texts.get(i), form, asked + ", " + names.get(i)));
        }
        return table(files, names, form, asked);
    }

    private static TableContent table(List<CsvText> files, List<String> names, CsvForm form, String asked) {
        try {
            return new Csv(files, form, asked, MARK).table(names);
        } catch (DataException refused) {
            if (files.stream().noneMatch(file -> file.text().contains("\\\""))) {
                throw refused;
            }
            Csv other = new Csv(files, form, asked, BACKSLASH);
            other.notes.put("", "marks within quotes are written \\\" in the file");
            try {
                return other.table(names);
            } catch (DataException notThisEither) {
                refused.addSuppressed(notThisEither);
                throw refused;
            }
        }
    }

    private TableContent table(List<String> names) {
        Set<String> missing = Cells.missing(form.missing());
        CsvHeader header = header(files.get(0));
        int lines = files.stream().mapToInt(CsvText::lines).sum();
        List<ColumnBuilder> columns = new ArrayList<>();
        header.names().forEach(name -> columns.add(new ColumnBuilder(name, lines, missing, form)));
        List<Integer> ends = rows(header, columns);
        List<ColumnBuilder> again = columns.stream()
                .map(each -> each.isToBeReadAgain() ? each.again() : each)
                .toList();
        if (columns.stream().anyMatch(ColumnBuilder::isToBeReadAgain)) {
            List<ColumnBuilder> only = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                only.add(columns.get(i).isToBeReadAgain() ? again.get(i) : ColumnBuilder.NONE);
            }
            rows(header, only);
        }
        return content(header, again, ends, names);
    }

    private TableContent content(CsvHeader header, List<ColumnBuilder> built, List<Integer> ends, List<String> names) {
        Set<Character> separators = files.stream().map(CsvText::separator).collect(Collectors.toSet());
        List<Column<?>> columns = new ArrayList<>();
        for (int i = 0; i < built.size(); i++) {
            String name = header.names().get(i);
            columns.add(built.get(i)
                    .column(form, separators, note -> notes.merge(name, note, (one, other) -> one + "; " + other)));
        }
        header.leaveOut(columns, ends, asked)
                .forEach((name, note) -> notes.merge("", note, (one, other) -> one + "; " + other));
        if (names.isEmpty()) {
            return new TableContent(Table.create(columns), new int[0], notes, List.of(), Optional.of(form));
        }
        if (header.names().contains(FILE)) {
            throw new DataException(asked + ": the files have a column \"" + FILE
                    + "\" of their own, which is to say from which file a row is; rename it in the files");
        }
        List<TableContent.Part> parts = new ArrayList<>();
        List<String> from = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parts.add(new TableContent.Part(names.get(i), from.size()));
            while (from.size() < ends.get(i)) {
                from.add(names.get(i));
            }
        }
        columns.add(StringColumn.create(FILE, from));
        return new TableContent(Table.create(columns), new int[0], notes, parts, Optional.of(form));
    }

    /** Puts the cells of all files into the columns; the number of rows behind each file. */
    private List<Integer> rows(CsvHeader first, List<ColumnBuilder> columns) {
        List<Integer> ends = new ArrayList<>();
        int all = 0;
        for (CsvText file : files) {
            try (CsvRows rows = new CsvRows(file, form, escape)) {
                CsvHeader header = form.header() ? CsvHeader.of(rows.next(), file.asked()) : first;
                int[] order = first.order(header, file.asked());
                int row = 0;
                for (String[] cells = rows.next(); cells != null; cells = rows.next()) {
                    row++;
                    if (cells.length != order.length) {
                        throw CsvHeader.wrongWidth(file, form, row, cells, order.length, rows);
                    }
                    for (int i = 0; i < cells.length; i++) {
                        columns.get(order[i]).add(cells[i]);
                    }
                }
                all += row;
            }
            ends.add(all);
        }
        return ends;
    }

    private CsvHeader header(CsvText file) {
        try (CsvRows rows = new CsvRows(file, form, escape)) {
            String[] row = rows.next();
            CsvHeader header = form.header()
                    ? CsvHeader.of(row, file.asked())
                    : CsvHeader.numbered(row == null ? 0 : row.length, file.asked());
            header.note().ifPresent(note -> notes.put("", note));
            for (String name : form.text()) {
                header.check(name, "text", asked);
            }
            return header;
        }
    }
}
