package dev.parley.cohort;

import dev.parley.fault.PlanException;

/**
 * Rounds in which a party is there: a row of a trace.
 *
 * @param party its name
 * @param from the first of them, from 1
 * @param to the last of them, at least {@code from}
 */
public record Span(String party, int from, int to) {
    public Span {
        if (from < 1 || to < from) {
            throw new PlanException(
                    "available(trace) needs rounds from 1 on and an end that is not before its beginning," + " but '"
                            + party + "' is there from " + from + " to " + to + "; mend this row");
        }
    }

    boolean holds(int round) {
        return from <= round && round <= to;
    }
}
