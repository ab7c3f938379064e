package dev.parley.secure;

import dev.parley.filter.CoordinatorSide;
import java.util.LinkedHashMap;
import java.util.Map;

/** The coordinator's own working time by step, without the time in which it waits for parties. */
final class Laps {
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long since = System.nanoTime();

    /** Begins again after a wait. */
    void begin() {
        since = System.nanoTime();
    }

    /** Adds the time since the last end or beginning to a step. */
    void end(String step) {
        add(step, System.nanoTime() - since);
        begin();
    }

    void add(String step, long nanos) {
        seconds.merge(step, nanos / 1e9, Double::sum);
    }

    /** Keeps them as traces of the round. */
    void keep(CoordinatorSide here) {
        seconds.forEach((step, all) -> here.trace(SumTraces.COORDINATOR + step, all));
    }
}
