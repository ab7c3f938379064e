package dev.parley.table;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import dev.parley.fault.DataException;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file one after another, parsed by univocity as RFC 4180 says; blanks around a cell and blank lines are
 * left out.
 */
final class CsvRows implements AutoCloseable {
    /** A last row of our own: where it does not come, a quotation mark is open. */
    private static final String END = "\uFFFF\uFFFE\uFFFF";

    private static final int MOST_COLUMNS = 100_000;

    private final CsvText file;
    private final CsvParser parser;
    private int rows;
    private int columns;

    /**
     * Opens a file.
     *
     * @param escape the sign before a quotation mark that is part of a cell: another one, or a backslash
     */
    CsvRows(CsvText file, CsvForm form, char escape) {
        this.file = file;
        this.rows = form.header() ? -1 : 0;
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(file.separator());
        if (form.comment().isEmpty()) {
            settings.setCommentProcessingEnabled(false);
        } else {
            settings.getFormat().setComment(form.comment().charAt(0));
        }
        settings.getFormat().setQuoteEscape(escape);
        settings.getFormat().setLineSeparator(String.valueOf(CsvText.lineEnd(file.text())));
        settings.getFormat().setNormalizedNewline('\n');
        settings.setMaxCharsPerColumn(-1);
        settings.setMaxColumns(MOST_COLUMNS);
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
        settings.setReadInputOnSeparateThread(false);
        this.parser = new CsvParser(settings);
        parser.beginParsing(new Ended(file.text(), settings.getFormat().getLineSeparatorString()));
    }

    /**
     * The next row; null behind the last one.
     *
     * @throws DataException where a cell is not written as RFC 4180 says
     */
    String @Nullable [] next() {
        String[] row;
        try {
            row = parser.parseNext();
        } catch (TextParsingException e) {
            throw new DataException(file.asked() + ": " + where(e), e);
        }
        if (row == null) {
            throw new DataException(file.asked() + ": a quotation mark opened in row " + Math.max(1, rows)
                    + " is never closed; close it, or double it where it is part of the text");
        }
        if (row.length == 1 && row[0].equals(END)) {
            return null;
        }
        rows++;
        columns = Math.max(columns, row.length);
        return row;
    }

    private String where(TextParsingException e) {
        if (e.getCause() instanceof ArrayIndexOutOfBoundsException) {
            return "row " + (rows + 1) + " has more than " + MOST_COLUMNS + " cells; check the separator of the file";
        }
        return (rows < 0 ? "the first line" : "row " + (rows + 1))
                + " has text behind a closing quotation mark, in its cell "
                + (e.getColumnIndex() + 1)
                + " after \"" + shortened(e.getParsedContent())
                + "\"; double the marks that are part of the text, or quote the whole cell";
    }

    private static String shortened(@Nullable String cell) {
        String text = cell == null ? "" : cell;
        return text.length() > 40 ? ".." + text.substring(text.length() - 40) : text;
    }

    @Override
    public void close() {
        parser.stopParsing();
    }

    /** A text, and our own last row behind. */
    private static final class Ended extends StringReader {
        private @Nullable StringReader end;

        Ended(String text, String lineEnd) {
            super(text);
            this.end = new StringReader(lineEnd + END + lineEnd);
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            return read < 0 && end != null ? end.read(into, from, length) : read;
        }
    }
}
