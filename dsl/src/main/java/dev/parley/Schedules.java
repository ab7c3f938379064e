package dev.parley;

import dev.parley.optimizer.Schedule;

/** Words for a learning rate that changes over rounds: {@code localSgd(0.1).schedule(cosine())}. */
public final class Schedules {
    private Schedules() {}

    /** The same rate in every round. */
    public static Schedule constant() {
        return new Schedule.Constant();
    }

    /** The rate times a factor from each round to the next. */
    public static Schedule exponential(double decay) {
        return new Schedule.Exponential(decay);
    }

    /** Half a cosine from the full rate in the first round to nearly none in the last. */
    public static Schedule cosine() {
        return new Schedule.Cosine();
    }
}
