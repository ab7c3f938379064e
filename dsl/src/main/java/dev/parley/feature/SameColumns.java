package dev.parley.feature;

import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The refusal of parties whose tables have other columns than that of the first, or other kinds of them. */
public final class SameColumns {
    private SameColumns() {}

    /**
     * Checks what parties tell.
     *
     * @param told by each, in order
     * @param names of the parties
     * @param asked begins the message
     * @throws DataException for the first difference
     */
    public static void check(List<Payload> told, List<String> names, String asked) {
        Statistics first = Statistics.of(told.get(0));
        for (int party = 1; party < told.size(); party++) {
            Statistics other = Statistics.of(told.get(party));
            lacking(first, names.get(0), other, names.get(party), asked);
            lacking(other, names.get(party), first, names.get(0), asked);
            for (Map.Entry<String, Summary> column : first.columns().entrySet()) {
                String here = kind(column.getValue());
                String there = kind(Objects.requireNonNull(other.columns().get(column.getKey())));
                if (!here.equals(there)) {
                    throw new DataException(asked + ": column \"" + column.getKey() + "\" holds " + here + " at \""
                            + names.get(0) + "\" and " + there + " at \"" + names.get(party)
                            + "\"; say category(\"" + column.getKey()
                            + "\") where it is one, missing(..) for words that"
                            + " stand for no value, or without(\"" + column.getKey() + "\")");
                }
            }
            if (first.order() != other.order()
                    && !first.classes().isEmpty()
                    && !other.classes().isEmpty()) {
                throw new DataException(asked + ": the target holds numbers at one of \"" + names.get(0) + "\" and \""
                        + names.get(party) + "\", and text at the other; write its classes alike");
            }
        }
    }

    private static void lacking(Statistics one, String name, Statistics other, String lacks, String asked) {
        for (String column : one.columns().keySet()) {
            if (!other.columns().containsKey(column)) {
                throw new DataException(asked + ": \"" + lacks + "\" has no column \"" + column + "\", which \"" + name
                        + "\" has; "
                        + Nearest.hint(column, new ArrayList<>(other.columns().keySet())));
            }
        }
    }

    private static String kind(Summary summary) {
        return summary instanceof Summary.Texts ? "text" : summary instanceof Summary.Plain ? "values" : "numbers";
    }
}
