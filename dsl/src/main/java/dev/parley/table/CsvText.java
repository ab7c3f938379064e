package dev.parley.table;

import dev.parley.fault.DataException;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a file that are its table, and the sign between its cells.
 *
 * @param text without the lines above and below
 * @param separator as the user, Excel's first line {@code sep=;}, or the header says
 * @param asked how the file was asked for, to begin messages with
 */
record CsvText(String text, char separator, String asked) {
    private static final List<Character> SIGNS = List.of(',', ';', '\t', '|');
    private static final String EXCEL = "sep=";

    /**
     * Finds the table.
     *
     * @throws DataException where it has fewer lines than are to be left out
     */
    static CsvText of(String whole, CsvForm form, String asked) {
        int from = 0;
        for (int i = 0; i < form.skip(); i++) {
            from = next(whole, from, form.skip(), "skip", asked);
        }
        String said = form.separator();
        String first = line(whole, from);
        if (first.regionMatches(true, 0, EXCEL, 0, EXCEL.length())
                && first.strip().length() <= EXCEL.length() + 1) {
            said = said.isEmpty() ? first.substring(EXCEL.length()) : said;
            int end = whole.indexOf(lineEnd(whole), from);
            from = end < 0 ? whole.length() : end + 1;
        }
        int to = whole.length();
        for (int i = 0; i < form.skipLast(); i++) {
            to = previous(whole, to, from, form.skipLast(), asked);
        }
        String text = from == 0 && to == whole.length() ? whole : whole.substring(from, to);
        return new CsvText(text, said.isEmpty() ? separator(text, form.comment(), asked) : said.charAt(0), asked);
    }

    private static int next(String text, int from, int lines, String step, String asked) {
        int end = text.indexOf(lineEnd(text), from);
        if (end < 0) {
            throw tooFew(step, lines, asked);
        }
        return end + 1;
    }

    /** The begin of the last line that is not blank. */
    private static int previous(String text, int to, int from, int lines, String asked) {
        int end = to;
        while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end == from) {
            throw tooFew("skipLast", lines, asked);
        }
        return Math.max(from, text.lastIndexOf(lineEnd(text), end - 1) + 1);
    }

    private static DataException tooFew(String step, int lines, String asked) {
        return new DataException(
                asked + "." + step + "(" + lines + "): the file has fewer lines; leave fewer of them out");
    }

    /**
     * Finds the sign in the header that parts the first row as often; else the most frequent one.
     *
     * @throws DataException where two fit alike
     */
    private static char separator(String text, String comment, String asked) {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < text.length() && lines.size() < 2; ) {
            String line = line(text, at);
            int end = text.indexOf(lineEnd(text), at);
            at = end < 0 ? text.length() : end + 1;
            if (!line.isBlank() && (comment.isEmpty() || !line.startsWith(comment))) {
                lines.add(line);
            }
        }
        if (lines.isEmpty()) {
            return ',';
        }
        char best = ',';
        char second = 0;
        int most = -1;
        for (char sign : SIGNS) {
            int times = count(lines.get(0), sign);
            boolean fits = times > 0 && lines.size() == 2 && count(lines.get(1), sign) == times;
            int worth = fits ? times + text.length() : times;
            second = worth == most && fits ? sign : worth > most ? 0 : second;
            if (worth > most) {
                best = sign;
                most = worth;
            }
        }
        if (second != 0) {
            throw new DataException(asked + ": '" + best + "' and '" + second
                    + "' part the first two lines into as many cells; say separator('" + best + "') or separator('"
                    + second + "')");
        }
        return best;
    }

    /** Counts how often a sign stands outside quotation marks. */
    private static int count(String line, char sign) {
        int times = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            times += !quoted && line.charAt(i) == sign ? 1 : 0;
        }
        return times;
    }

    private static String line(String text, int from) {
        int end = text.indexOf(lineEnd(text), from);
        String line = text.substring(Math.min(from, text.length()), end < 0 ? text.length() : end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** The sign that every line ends with, alone or behind another. */
    static char lineEnd(String text) {
        return text.indexOf('\n') < 0 ? '\r' : '\n';
    }

    /** The number of line ends, and so about that of rows. */
    int lines() {
        char sign = lineEnd(text);
        int lines = 1;
        for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
            lines++;
        }
        return lines;
    }
}
