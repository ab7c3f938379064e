package dev.parley.example;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.message.Turn;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A party's egress contract: clauses that the party checks on its own side before anything leaves it.
 *
 * <p>A value: each step returns another one. A clause that is not said allows all.
 *
 * @param least rows that an answer has to be about; 0 where not said
 * @param steps the only ones that are answered; empty where all are
 * @param clip bound of the joint Euclidean norm of an answer's vectors, as measured; 0 where not said
 * @param secure whether masked numbers alone leave
 * @param metrics whether losses and scores leave
 * @param epsilon that the party's own noise has to keep, over all rounds; 0 where not said
 */
public record Policy(int least, List<String> steps, double clip, boolean secure, boolean metrics, double epsilon) {
    /** Allows all. */
    public static final Policy NONE = new Policy(0, List.of(), 0, false, true, 0);

    /** Steps that can be allowed; a filter's questions belong to the step around them. */
    private static final List<String> KNOWN = List.of(Turn.STATISTICS, Turn.TRAIN, Turn.SCORE, Turn.LOSS, Turn.MODEL);

    public Policy {
        steps = List.copyOf(steps);
        if (least < 0) {
            throw new PlanException("minRows(n) needs at least 1, but " + least + " was given; take 1 or more");
        }
        Check.notNegative("clipAtMost(c)", clip);
        Check.notNegative("epsilonAtMost(e)", epsilon);
        for (String step : steps) {
            if (!KNOWN.contains(step)) {
                throw new PlanException(
                        "steps(..) does not know '" + step + "'; the steps are " + String.join(", ", KNOWN));
            }
        }
    }

    /**
     * Answers only what is about this many rows or more: training rows, of a score the rows it is measured on.
     *
     * @param n at least 1; 50 is usual
     */
    public Policy minRows(int n) {
        Check.atLeastOne("minRows(n)", n);
        return new Policy(n, steps, clip, secure, metrics, epsilon);
    }

    /**
     * Answers these steps and no others.
     *
     * @param allowed some of {@code statistics} (round 0), {@code train}, {@code score}, {@code loss} and {@code model}
     */
    public Policy steps(String... allowed) {
        if (allowed.length == 0) {
            throw new PlanException("steps(..) needs at least one step; the steps are " + String.join(", ", KNOWN));
        }
        return new Policy(least, List.of(allowed), clip, secure, metrics, epsilon);
    }

    /**
     * Lets vectors leave whose joint Euclidean norm, over all of their numbers, is at most c; it is measured, before
     * compression and masks.
     *
     * @param c above 0, in the unit of an update
     */
    public Policy clipAtMost(double c) {
        Check.positive("clipAtMost(c)", c);
        return new Policy(least, steps, c, secure, metrics, epsilon);
    }

    /** Lets masked numbers alone leave, of which the coordinator reads the sum. */
    public Policy onlySecure() {
        return new Policy(least, steps, clip, true, metrics, epsilon);
    }

    /** Lets no losses and no scores leave. */
    public Policy withoutMetrics() {
        return new Policy(least, steps, clip, secure, false, epsilon);
    }

    /**
     * Trains as long as the noise that the party adds itself keeps this epsilon; the coordinator's noise does not count.
     *
     * @param e above 0
     */
    public Policy epsilonAtMost(double e) {
        Check.positive("epsilonAtMost(e)", e);
        return new Policy(least, steps, clip, secure, metrics, e);
    }

    /** The sentence as it would be written. */
    @Override
    public String toString() {
        return "policy()"
                + (least > 0 ? ".minRows(" + least + ")" : "")
                + (steps.isEmpty()
                        ? ""
                        : steps.stream()
                                .map(step -> "\"" + step + "\"")
                                .collect(Collectors.joining(", ", ".steps(", ")")))
                + (clip > 0 ? ".clipAtMost(" + Check.text(clip) + ")" : "")
                + (secure ? ".onlySecure()" : "")
                + (metrics ? "" : ".withoutMetrics()")
                + (epsilon > 0 ? ".epsilonAtMost(" + Check.text(epsilon) + ")" : "");
    }
}
