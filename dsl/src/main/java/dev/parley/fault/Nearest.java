package dev.parley.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names most like a name that was mistyped, by edit distance. */
public final class Nearest {
    private static final int SHOWN = 3;
    private static final int ALL = 12;

    private Nearest() {}

    /** Hint for somebody who asked for {@code asked}: the nearest names, else all where they are few. */
    public static String hint(String asked, Collection<String> known) {
        List<String> near = to(asked, known);
        if (!near.isEmpty()) {
            return "did you mean " + quoted(near, " or ") + "?";
        }
        List<String> some = known.stream().limit(ALL).toList();
        return "there is " + quoted(some, ", ") + (known.size() > ALL ? " and " + (known.size() - ALL) + " more" : "");
    }

    /** The names nearest to {@code asked}, the nearest first: at most three, none where all are far. */
    public static List<String> to(String asked, Collection<String> known) {
        int limit = asked.isEmpty() ? 0 : Math.max(2, asked.length() / 3);
        return known.stream()
                .filter(name -> distance(fold(asked), fold(name)) <= limit)
                .sorted(Comparator.comparingInt(name -> distance(fold(asked), fold(name))))
                .limit(SHOWN)
                .toList();
    }

    private static String quoted(List<String> names, String between) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(between));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's distance: how many insertions, deletions and replacements lead from one to the other. */
    static int distance(String from, String to) {
        int[] last = new int[to.length() + 1];
        for (int j = 0; j < last.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] next = new int[to.length() + 1];
            next[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(replaced, 1 + Math.min(last[j], next[j - 1]));
            }
            last = next;
        }
        return last[to.length()];
    }
}
