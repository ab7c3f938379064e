package dev.parley.data;

import dev.parley.fault.DataException;
import dev.parley.table.CsvForm;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a data set that say how its files are written; public, since completion shows no steps of a hidden
 * class. All are kept in a run's file. They may be said in any order, and before or after the other steps.
 */
public abstract sealed class FileSteps permits ColumnSteps {
    FileSteps() {}

    /**
     * The same files read in another form.
     *
     * @param step that asks, for the refusal where the rows are of no file
     */
    abstract Dataset form(String step, UnaryOperator<CsvForm> change);

    /**
     * Names the charset of a {@code csv} file's bytes, for instance {@code GBK}; else UTF-8.
     *
     * @throws DataException where Java knows no such charset, or the rows are no file's
     */
    public Dataset charset(String charset) {
        try {
            return charset(Charset.forName(charset));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new DataException(
                    "charset(\"" + charset + "\"): Java knows no such charset; UTF-8, GBK, GB18030,"
                            + " Big5, Shift_JIS, EUC-KR and ISO-8859-1 are some it knows",
                    e);
        }
    }

    /** Says the charset of the file. */
    public Dataset charset(Charset charset) {
        return form("charset(\"" + charset.name() + "\")", form -> form.charset(charset.name()));
    }

    /**
     * The sign between cells; else the comma, semicolon, tab or bar that the header shows.
     *
     * @throws DataException where the rows are no file's
     */
    public Dataset separator(char sign) {
        return form("separator('" + sign + "')", form -> form.separator(sign));
    }

    /**
     * The sign before decimals, {@code '.'} or {@code ','}; the other one stands between thousands. Where nothing is
     * said, columns are read by their cells where only one reading fits, and refused else.
     *
     * @throws DataException for another sign, or where the rows are no file's
     */
    public Dataset decimal(char sign) {
        return form("decimal('" + sign + "')", form -> form.decimal(sign));
    }

    /**
     * Leaves out lines above the names of the columns.
     *
     * @param lines of the file, counted from its first one
     * @throws DataException for less than 0, or where the rows are no file's
     */
    public Dataset skip(int lines) {
        return form("skip(" + lines + ")", form -> form.skip(lines));
    }

    /**
     * Leaves out lines below the table, such as notes and sums.
     *
     * @param lines of the file that are not blank, counted from its last one
     * @throws DataException for less than 0, or where the rows are no file's
     */
    public Dataset skipLast(int lines) {
        return form("skipLast(" + lines + ")", form -> form.skipLast(lines));
    }

    /**
     * Leaves out lines that begin with a sign.
     *
     * @throws DataException where the rows are no file's
     */
    public Dataset comment(char sign) {
        return form("comment('" + sign + "')", form -> form.comment(sign));
    }

    /**
     * A file whose first line is a row: the columns are called {@code column1}, {@code column2} and so on.
     *
     * @throws DataException where the rows are no file's
     */
    public Dataset noHeader() {
        return form("noHeader()", CsvForm::noHeader);
    }

    /**
     * Words that stand for a missing value, beside empty cells, {@code NA}, {@code N/A}, {@code NaN}, {@code null} and
     * {@code ?}.
     *
     * @throws DataException where the rows are no file's
     */
    public Dataset missing(String... words) {
        List<String> said = named("missing", words);
        return form("missing(\"" + String.join("\", \"", said) + "\")", form -> form.missing(said));
    }

    /** Names or words as a list. */
    static List<String> named(String step, @Nullable String... names) {
        if (names.length == 0) {
            throw new DataException(step + "(): it is not said which; name one at least");
        }
        List<String> all = new ArrayList<>();
        for (String name : names) {
            if (name == null) {
                throw new DataException(step + "(null): a name is a text; leave null out");
            }
            all.add(name);
        }
        return List.copyOf(all);
    }
}
