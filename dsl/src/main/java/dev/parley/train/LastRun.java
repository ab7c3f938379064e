package dev.parley.train;

import dev.parley.fault.PlanException;
import dev.parley.run.Run;
import org.jspecify.annotations.Nullable;

/** The run of the latest training in this process, also of one that was interrupted or failed. */
public final class LastRun {
    private static volatile @Nullable Run last;

    private LastRun() {}

    static void keep(Run run) {
        last = run;
    }

    public static Run get() {
        Run run = last;
        if (run == null) {
            throw new PlanException("lastRun() has nothing to show: nothing was trained yet");
        }
        return run;
    }
}
