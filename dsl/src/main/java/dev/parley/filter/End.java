package dev.parley.filter;

/** End of a training: state, which is never read back from its words. */
public sealed interface End {
    /** In words, for people; empty where all rounds are done. */
    String words();

    /** Tells whether all rounds are done. */
    default boolean isComplete() {
        return this instanceof Complete;
    }

    /** All rounds of the plan are done. */
    record Complete() implements End {
        @Override
        public String words() {
            return "";
        }
    }

    /**
     * Somebody asked for an end after a round.
     *
     * @param by who: {@code onRound}, or a filter's reason
     * @param round the last finished round
     */
    record Stopped(String by, int round) implements End {
        @Override
        public String words() {
            return "stopped by " + by + " after round " + round;
        }
    }

    /**
     * The stop button, or an interrupt of the thread that trains.
     *
     * @param at where in the run
     */
    record Interrupted(Point at) implements End {
        @Override
        public String words() {
            return "interrupted " + at;
        }
    }

    /**
     * Something failed.
     *
     * @param at where in the run
     */
    record Failed(Point at) implements End {
        @Override
        public String words() {
            return "failed " + at;
        }
    }

    /**
     * It goes on: a checkpoint of a training under way.
     *
     * @param round the last finished round
     */
    record UnderWay(int round) implements End {
        @Override
        public String words() {
            return "kept while it was training, after round " + round;
        }
    }

    /**
     * A point in a run.
     *
     * @param when before, in or after a round
     * @param round from 1
     */
    record Point(When when, int round) {
        /** Before the first round's work. */
        public static final Point START = new Point(When.BEFORE, 1);

        /** In words. */
        @Override
        public String toString() {
            return when == When.BEFORE && round == 1
                    ? "before the first round"
                    : when.name().toLowerCase(java.util.Locale.ROOT) + " round " + round;
        }
    }

    /** Position of a point beside a round. */
    enum When {
        BEFORE,
        IN,
        AFTER
    }
}
