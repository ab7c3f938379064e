package dev.parley;

import dev.parley.optimizer.Schedule;

/** Words for a learning rate that changes over rounds: {@code localSgd(0.1).schedule(cosine())}, also of a server. */
public final class Schedules {
    private Schedules() {}

    /**
     * The same rate in every round.
     *
     * <p>The default. Example: {@code localSgd(0.1).schedule(constant())}
     */
    public static Schedule constant() {
        return new Schedule.Constant();
    }

    /**
     * The rate times a factor from each round to the next.
     *
     * <p>In round t it is rate x decay^(t - 1). Example: {@code localSgd(0.1).schedule(exponential(0.99))}
     *
     * @param decay the factor, above 0 and at most 1
     * @throws dev.parley.fault.PlanException for another factor
     */
    public static Schedule exponential(double decay) {
        return new Schedule.Exponential(decay);
    }

    /**
     * Half a cosine from the full rate in the first round to nearly none in the last.
     *
     * <p>In round t of T it is rate x (1 + cos(pi (t - 1) / T)) / 2 (Loshchilov and Hutter, ICLR 2017). Example:
     * {@code localSgd(0.1).schedule(cosine())}
     */
    public static Schedule cosine() {
        return new Schedule.Cosine();
    }
}
