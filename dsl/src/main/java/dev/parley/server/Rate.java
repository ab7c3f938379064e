package dev.parley.server;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.optimizer.Schedule;

/** A server's rate in a round, and the words for its schedule. */
final class Rate {
    private Rate() {}

    /** The rate times the schedule's factor; where that has come down to 0, the smallest rate there is. */
    static double in(double rate, Schedule schedule, int round, int rounds) {
        double now = rate * schedule.factor(round, rounds);
        if (!(now >= 0) || Double.isInfinite(now)) {
            throw new PlanException("the schedule " + schedule + " makes the server's rate " + Check.text(now)
                    + " in round " + round + "; its factor has to be a number of at least 0");
        }
        return Math.max(now, Double.MIN_VALUE);
    }

    /** The wither as it is written; nothing where the rate stays. */
    static String words(Schedule schedule) {
        return schedule.equals(new Schedule.Constant()) ? "" : ".schedule(" + schedule + ")";
    }
}
