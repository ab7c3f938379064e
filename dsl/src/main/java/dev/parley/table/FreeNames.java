package dev.parley.table;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of a table's columns that are users' words: Tablesaw takes names that differ in case or in blanks around them
 * only for the same, and refuses them.
 */
public final class FreeNames {
    private final Set<String> taken = new TreeSet<>();

    /** Beside columns of these names. */
    public FreeNames(Collection<String> ours) {
        ours.forEach(this::free);
    }

    /** The name, or where it is taken, the name with a number behind it: {@code Yes (2)}. */
    public String free(String wanted) {
        String name = wanted;
        for (int n = 2; !taken.add(name.strip().toLowerCase(Locale.ROOT)); n++) {
            name = wanted + " (" + n + ")";
        }
        return name;
    }
}
