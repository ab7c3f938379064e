package dev.parley.table;

import dev.parley.fault.DataException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Reads a table from text with a header: cells between commas, semicolons or tabs, quoted as RFC 4180 says.
 *
 * <p>Written here because Tablesaw's reader takes {@code 12,5} for 125 and words like {@code Y} for a boolean.
 */
final class Csv {
    private final String text;
    private final String asked;
    private int at;
    private int row;

    private Csv(String text, String asked) {
        this.text = text;
        this.asked = asked;
    }

    /** The rows in the bytes of a file; a byte order mark is skipped. */
    static TableContent read(byte[] bytes, Charset charset, String asked) {
        return new Csv(Letters.of(bytes, charset, asked), asked).table();
    }

    private TableContent table() {
        char separator = separator();
        List<String> header = line(separator);
        if (header.isEmpty()) {
            throw new DataException(asked + ": the file is empty; it needs a line of column names and then rows");
        }
        checkNames(header);
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            cells.add(new ArrayList<>());
        }
        while (at < text.length()) {
            List<String> line = line(separator);
            if (line.isEmpty()) {
                continue;
            }
            row++;
            if (line.size() != header.size()) {
                throw new DataException(asked + ": row " + row + " has " + line.size() + " cells, but the header names "
                        + header.size() + " columns; correct that row");
            }
            for (int i = 0; i < line.size(); i++) {
                cells.get(i).add(line.get(i));
            }
        }
        List<Column<?>> columns = new ArrayList<>();
        Map<String, String> notes = new TreeMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            columns.add(Cells.column(name, cells.get(i), separator, note -> notes.put(name, note)));
        }
        return new TableContent(Table.create(columns), new int[0], notes);
    }

    private void checkNames(List<String> header) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            if (name.isEmpty()) {
                throw new DataException(asked + ": column " + (i + 1) + " has no name; name it in the file's header");
            }
            // Tablesaw takes names that differ in case only for the same
            if (!seen.add(name.toLowerCase(java.util.Locale.ROOT))) {
                throw new DataException(
                        asked + ": two columns are called \"" + name + "\"; rename one in the file's header");
            }
        }
    }

    private char separator() {
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String line, char c) {
        return line.chars().filter(each -> each == c).count();
    }

    /** The cells of the next line; none where the line is blank. */
    private List<String> line(char separator) {
        List<String> cells = new ArrayList<>();
        while (at < text.length()) {
            cells.add(text.charAt(at) == '"' ? quoted(separator) : plain(separator));
            if (at >= text.length() || text.charAt(at) != separator) {
                break;
            }
            at++;
            if (at == text.length()) {
                cells.add("");
            }
        }
        skipLineEnd();
        return cells.size() == 1 && cells.get(0).isBlank() ? List.of() : cells;
    }

    private String plain(char separator) {
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == separator || c == '\n' || c == '\r') {
                break;
            }
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted(char separator) {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                end(cell, separator);
                return cell.toString();
            }
        }
        throw new DataException(asked + ": a quotation mark opened in row " + (row + 1)
                + " is never closed; close it, or double it where it is part of the text");
    }

    /** Goes on to the end of a quoted cell, behind which there may be blanks and nothing else. */
    private void end(CharSequence cell, char separator) {
        while (at < text.length()
                && text.charAt(at) != separator
                && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) != separator && "\r\n".indexOf(text.charAt(at)) < 0) {
            String behind = text.substring(at, Math.min(at + 10, text.length()))
                    .lines()
                    .findFirst()
                    .orElse("");
            throw new DataException(asked + ": row " + (row + 1) + " has text behind a closing quotation mark: \""
                    + cell + "\"" + behind + "; double the marks that are part of the text, or quote the whole cell");
        }
    }

    private void skipLineEnd() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
    }
}
