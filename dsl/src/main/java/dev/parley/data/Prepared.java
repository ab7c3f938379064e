package dev.parley.data;

import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.feature.DateParts;
import dev.parley.table.Content;
import dev.parley.table.Source;
import dev.parley.table.TableContent;
import java.util.stream.IntStream;
import tech.tablesaw.columns.Column;

/** Rows as they are used: those that are wanted, and the columns that are made of others beside them. */
final class Prepared {
    private Prepared() {}

    /**
     * Prepares rows.
     *
     * @throws DataException where a choice names no column, or no row is left
     */
    static Content of(Source source, DataChoices choices) {
        Content content = source.content().value();
        // test rows of their own may lack columns that are no features
        boolean isTestFile =
                source.whole().isPresent() && choices.held().testRows().isPresent();
        if (!isTestFile) {
            choices.columns().check(content.columns(), source.asked());
        }
        return test(source, choices);
    }

    /** The rows of one owner, where others have more of them. */
    static TableContent site(TableContent rows, String asked, DataChoices choices) {
        return table(rows, asked, choices, true, false);
    }

    /** The same rows without a target that was made of other columns: another one takes its place. */
    static Source unmade(Source source, DataChoices choices) {
        return choices.target()
                .filter(rule -> !rule.isColumn() && source.whole().isPresent())
                .filter(rule -> source.content().value() instanceof TableContent table && table.has(rule.name()))
                .map(rule -> source.of(((TableContent) source.content().value()).without(rule.name())))
                .orElse(source);
    }

    /** Test rows of another source, prepared in the same way; of columns that they lack the coding will tell. */
    static Content test(Source source, DataChoices choices) {
        Content content = source.content().value();
        return content instanceof TableContent table
                ? table(
                        table,
                        source.asked(),
                        choices,
                        hasOthers(choices),
                        source.whole().isPresent())
                : content;
    }

    private static boolean hasOthers(DataChoices choices) {
        return choices.held().testRows().isPresent();
    }

    /**
     * Prepares a table's rows.
     *
     * @param others whether there are rows beside these, so that these need not hold all values
     * @param part whether they are a part of prepared rows, which has the columns that are made of others already
     */
    private static TableContent table(
            TableContent raw, String asked, DataChoices choices, boolean others, boolean part) {
        TableContent table = raw;
        for (String name : choices.columns().needed()) {
            table = without(table, name, asked);
        }
        for (DateParts date : choices.columns().dates()) {
            boolean made = part && table.columns().stream().anyMatch(date::makes);
            table = made ? table : date.addTo(table, asked);
        }
        TableContent dated = table;
        return choices.target()
                .filter(rule -> !(part && dated.has(rule.name())))
                .map(rule -> rule.addTo(dated, asked, others))
                .orElse(dated);
    }

    private static TableContent without(TableContent table, String name, String asked) {
        if (!table.has(name)) {
            throw new DataException(asked + ".dropRowsWithout(\"" + name + "\"): there is no such column; "
                    + Nearest.hint(name, table.columns()));
        }
        Column<?> column = table.column(name);
        if (column.countMissing() == 0) {
            return table;
        }
        int[] kept = IntStream.range(0, table.size())
                .filter(row -> !column.isMissing(row))
                .toArray();
        if (kept.length == 0) {
            throw new DataException(asked + ".dropRowsWithout(\"" + name + "\"): no row has a value there; leave the"
                    + " step out, or choose another column");
        }
        return (TableContent) table.rows(kept);
    }
}
