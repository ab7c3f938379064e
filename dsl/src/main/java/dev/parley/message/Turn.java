package dev.parley.message;

/**
 * The moment in a run to which a message belongs.
 *
 * @param round from 1; 0 before the first
 * @param rounds how many the plan asks for
 * @param step what is done: {@link #TRAIN}, {@link #SCORE}, {@link #MODEL}, {@link #STATISTICS}, or a filter's own
 * @param evaluated whether the plan evaluates this round: then a party also measures its loss before and after its work
 */
public record Turn(int round, int rounds, String step, boolean evaluated) {
    /** Parties learn. */
    public static final String TRAIN = "train";

    /** Parties measure a model on their own rows. */
    public static final String SCORE = "score";

    /** Parties tell the mean loss of a model on the rows they train on. */
    public static final String LOSS = "loss";

    /** Parties that keep a model of their own hand it over. */
    public static final String MODEL = "model";

    /** Parties count and sum their columns, before the first round. */
    public static final String STATISTICS = "statistics";

    /** The same moment, in which parties do not measure their losses. */
    public Turn unmeasured() {
        return new Turn(round, rounds, step, false);
    }

    /** The same moment, doing something else. */
    public Turn step(String other) {
        return new Turn(round, rounds, other, evaluated);
    }
}
