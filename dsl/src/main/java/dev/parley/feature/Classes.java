package dev.parley.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The classes of all parties, in their order. */
final class Classes {
    private Classes() {}

    /**
     * The classes.
     *
     * @param known classes that the coordinator knows of itself
     */
    static List<String> of(List<Statistics> all, List<String> known) {
        return all.get(0).order() == Statistics.Order.LABEL ? labelled(all, known) : sorted(all, known);
    }

    private static List<String> sorted(List<Statistics> all, List<String> known) {
        Comparator<String> order = all.get(0).order() == Statistics.Order.NUMBER
                ? Comparator.comparingDouble(Double::parseDouble)
                : Comparator.naturalOrder();
        SortedSet<String> classes = new TreeSet<>(order);
        all.forEach(one -> classes.addAll(one.classes()));
        classes.addAll(known);
        return List.copyOf(classes);
    }

    /** By label; a label that nobody has is called by its number. */
    private static List<String> labelled(List<Statistics> all, List<String> known) {
        List<String> classes = new ArrayList<>(known);
        for (Statistics one : all) {
            for (int label = 0; label < one.classes().size(); label++) {
                if (label == classes.size()) {
                    classes.add("");
                }
                if (classes.get(label).isEmpty()) {
                    classes.set(label, one.classes().get(label));
                }
            }
        }
        for (int label = 0; label < classes.size(); label++) {
            if (classes.get(label).isEmpty()) {
                classes.set(label, Integer.toString(label));
            }
        }
        return classes;
    }
}
