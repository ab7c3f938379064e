package dev.parley.feature;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights that let each class count as much as any other: n / (K n_c) for a class of n_c of the n training rows, with K
 * classes that have rows (King and Zeng, Political Analysis 2001; as scikit-learn's "balanced"). Their mean over rows
 * is 1.
 */
final class ClassWeighing {
    private ClassWeighing() {}

    /**
     * The weight of each class; empty where parties did not count.
     *
     * @param classes in their order; one without a row weighs 1
     */
    static List<Double> of(List<Statistics> told, List<String> classes) {
        Map<String, Long> counts = new TreeMap<>();
        long rows = 0;
        for (Statistics one : told) {
            for (int i = 0; i < one.counts().size(); i++) {
                counts.merge(one.classes().get(i), one.counts().get(i), Long::sum);
                rows += one.counts().get(i);
            }
        }
        if (rows == 0) {
            return List.of();
        }
        long all = rows;
        long present = counts.values().stream().filter(count -> count > 0).count();
        return classes.stream()
                .map(name -> counts.getOrDefault(name, 0L))
                .map(count -> count == 0 ? 1.0 : (double) all / (present * count))
                .toList();
    }
}
