package dev.parley.feature;

import dev.parley.fault.DataException;
import dev.parley.table.Cells;
import dev.parley.table.DateLike;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The refusal of text columns that are no categories: numbers with odd cells among them, and names. */
final class ManyTexts {
    /** So few different texts may be categories, although each occurs once. */
    private static final int FEW = 20;

    /** A category that stands for fewer rows than this on average is rare. */
    private static final long RARE = 10;

    private ManyTexts() {}

    /**
     * Refuses a column that is no category.
     *
     * @param said whether the user says that it is one, so that numbers among its texts are none
     * @throws DataException where most of its texts are numbers, or where it is a name rather than a category
     */
    static void check(String source, String column, Summary.Texts texts, boolean said) {
        long there = texts.count();
        long numbers = 0;
        String odd = "";
        for (Map.Entry<String, Long> each : texts.counts().entrySet()) {
            if (Cells.isNumber(each.getKey())) {
                numbers += each.getValue();
            } else if (odd.isEmpty()) {
                odd = each.getKey();
            }
        }
        if (!said && numbers < there && numbers > there / 2) {
            throw new DataException(source + ": column \"" + column + "\" holds numbers, but also \"" + odd + "\" ("
                    + (there - numbers) + " of " + there
                    + " training rows are no number); correct these cells, or leave them empty");
        }
        int different = texts.counts().size();
        if (different > OwnStatistics.MOST_CATEGORIES || (!said && different == there && there > FEW)) {
            throw refuse(source, column, texts);
        }
    }

    /** Note on many categories, of which each becomes a feature; empty where they are few. */
    static Optional<String> note(String column, Summary.Texts texts, boolean said) {
        int different = texts.counts().size();
        if (said || different <= FEW || different * RARE <= texts.count()) {
            return Optional.empty();
        }
        Optional<String> date = DateLike.step(column, List.copyOf(texts.counts().keySet()));
        return Optional.of("column " + column + ": " + different + " different texts in " + texts.count()
                + " rows, first \"" + texts.counts().firstKey() + "\", are a feature each; "
                + date.map(step -> "where they are dates, say " + step)
                        .orElse("where they are names or numbers with a unit, leave them out or write them plainly"));
    }

    private static DataException refuse(String source, String column, Summary.Texts texts) {
        return new DataException(source + ": column \"" + column + "\" holds "
                + texts.counts().size() + " different texts in " + texts.count()
                + " training rows, so it is a name rather than a category; leave it out: without(\"" + column + "\")"
                + DateLike.step(column, List.copyOf(texts.counts().keySet()))
                        .map(step -> ", or where it is a date: " + step)
                        .orElse(""));
    }
}
