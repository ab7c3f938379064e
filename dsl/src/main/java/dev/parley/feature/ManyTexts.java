package dev.parley.feature;

import dev.parley.fault.DataException;
import dev.parley.table.Cells;
import java.util.Map;

/** The refusal of text columns that are no categories: numbers with odd cells among them, and names. */
final class ManyTexts {
    /** So few different texts may be categories, although each occurs once. */
    private static final int FEW = 20;

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

    private static DataException refuse(String source, String column, Summary.Texts texts) {
        return new DataException(source + ": column \"" + column + "\" holds "
                + texts.counts().size() + " different texts in " + texts.count()
                + " training rows, so it is a name rather than a category; leave it out: without(\"" + column + "\")");
    }
}
