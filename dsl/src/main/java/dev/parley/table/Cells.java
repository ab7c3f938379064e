package dev.parley.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The meaning of a cell by itself: no value, a number, or text. */
public final class Cells {
    /** Words that people write where they have no value. */
    private static final Set<String> MISSING = Set.of("NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "?");

    private Cells() {}

    /** The words that stand for no value, and some of the user's own. */
    static Set<String> missing(List<String> more) {
        Set<String> all = new LinkedHashSet<>(MISSING);
        more.forEach(word -> all.add(word.strip()));
        return all;
    }

    /** Tells whether the text is a finite decimal number, with a point and no other sign for thousands or type. */
    public static boolean isNumber(String cell) {
        return !Double.isNaN(Numerals.parse(cell));
    }
}
