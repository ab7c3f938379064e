package dev.parley.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Names of a plan's filters, the same on both sides: of their memories and streams. */
public final class FilterNames {
    private FilterNames() {}

    /** A name each, by its record; the second of a kind is {@code clip 2}. */
    public static List<String> of(List<? extends Filter> filters) {
        List<String> kinds = filters.stream().map(FilterNames::kind).toList();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            int before = Collections.frequency(kinds.subList(0, i), kinds.get(i));
            names.add(before == 0 ? kinds.get(i) : kinds.get(i) + " " + (before + 1));
        }
        return names;
    }

    private static String kind(Filter filter) {
        if (!filter.namespace().isEmpty()) {
            return filter.namespace();
        }
        String simple = filter.getClass().getSimpleName();
        return simple.isEmpty() ? "filter" : Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }
}
