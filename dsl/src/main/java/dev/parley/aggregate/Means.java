package dev.parley.aggregate;

import dev.parley.message.Payload;
import java.util.Map;
import java.util.TreeMap;

/** Weighted means of named numbers, added in party order. */
final class Means {
    private final Map<String, double[]> sums = new TreeMap<>();

    void add(String name, double weight, double number) {
        double[] sum = sums.computeIfAbsent(name, first -> new double[2]);
        sum[0] += weight * number;
        sum[1] += weight;
    }

    /** The payload with the means; a number whose weights are all 0 is left out. */
    Payload on(Payload payload) {
        Payload more = payload;
        for (Map.Entry<String, double[]> sum : sums.entrySet()) {
            if (sum.getValue()[1] > 0) {
                more = more.and(sum.getKey(), sum.getValue()[0] / sum.getValue()[1]);
            }
        }
        return more;
    }
}
