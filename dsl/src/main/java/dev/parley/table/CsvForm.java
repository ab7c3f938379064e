package dev.parley.table;

import dev.parley.fault.DataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The way in which a file of cells is written, where its reader has to be told.
 *
 * @param charset of its letters
 * @param separator of its cells; empty where the header shows it
 * @param decimal the sign before decimals, "." or ","; empty where the cells show it
 * @param skip lines above the table
 * @param skipLast lines below the table
 * @param comment the sign that comments begin with; empty where there are none
 * @param header whether names stand above the columns
 * @param missing words of its own for a missing value
 * @param text columns whose cells are kept as they are written
 */
public record CsvForm(
        String charset,
        String separator,
        String decimal,
        int skip,
        int skipLast,
        String comment,
        boolean header,
        List<String> missing,
        List<String> text) {
    /** The form of most files, in UTF-8. */
    public static final CsvForm DEFAULT =
            new CsvForm(StandardCharsets.UTF_8.name(), "", "", 0, 0, "", true, List.of(), List.of());

    public CsvForm {
        missing = List.copyOf(missing);
        text = List.copyOf(text);
        check("separator(..)", separator);
        check("comment(..)", comment);
        if (!decimal.isEmpty() && !decimal.equals(".") && !decimal.equals(",")) {
            throw new DataException(
                    "decimal('" + decimal + "'): decimals stand behind a point or a comma; say '.' or ','");
        }
        if (!decimal.isEmpty() && decimal.equals(separator)) {
            throw new DataException("decimal('" + decimal + "'): the same sign separates the cells; say another one");
        }
        if (skip < 0 || skipLast < 0) {
            throw new DataException(
                    (skip < 0 ? "skip(" + skip : "skipLast(" + skipLast) + "): lines are counted from 0");
        }
    }

    private static void check(String step, String sign) {
        if (sign.length() > 1 || (!sign.isEmpty() && "\"\r\n\uFFFE\uFFFF".contains(sign))) {
            throw new DataException(step + ": one sign is needed, and no quotation mark or line end");
        }
    }

    public CsvForm charset(String name) {
        return new CsvForm(name, separator, decimal, skip, skipLast, comment, header, missing, text);
    }

    public CsvForm separator(char sign) {
        return new CsvForm(charset, String.valueOf(sign), decimal, skip, skipLast, comment, header, missing, text);
    }

    public CsvForm decimal(char sign) {
        return new CsvForm(charset, separator, String.valueOf(sign), skip, skipLast, comment, header, missing, text);
    }

    public CsvForm skip(int lines) {
        return new CsvForm(charset, separator, decimal, lines, skipLast, comment, header, missing, text);
    }

    public CsvForm skipLast(int lines) {
        return new CsvForm(charset, separator, decimal, skip, lines, comment, header, missing, text);
    }

    public CsvForm comment(char sign) {
        return new CsvForm(charset, separator, decimal, skip, skipLast, String.valueOf(sign), header, missing, text);
    }

    public CsvForm noHeader() {
        return new CsvForm(charset, separator, decimal, skip, skipLast, comment, false, missing, text);
    }

    /** With more words for a missing value. */
    public CsvForm missing(List<String> words) {
        return new CsvForm(charset, separator, decimal, skip, skipLast, comment, header, both(missing, words), text);
    }

    /** With more columns that are kept as they are written. */
    public CsvForm text(List<String> columns) {
        return new CsvForm(charset, separator, decimal, skip, skipLast, comment, header, missing, both(text, columns));
    }

    /**
     * The form of a file of which less was said than of others that are like it. Where nothing was said, theirs; else its own
     * lines, letters and comments, and theirs where the sign between cells or before decimals was not said; words for what
     * is missing and columns that are kept as written are those of both.
     */
    public CsvForm orElse(CsvForm other) {
        if (equals(DEFAULT)) {
            return other;
        }
        String sign = separator.isEmpty() ? other.separator : separator;
        String before = decimal.isEmpty() ? other.decimal : decimal;
        return new CsvForm(
                charset,
                sign,
                before.equals(sign) ? decimal : before,
                skip,
                skipLast,
                comment,
                header,
                both(missing, other.missing),
                both(text, other.text));
    }

    private static List<String> both(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        more.stream().filter(each -> !all.contains(each)).forEach(all::add);
        return all;
    }
}
