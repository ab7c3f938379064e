package dev.parley;

import dev.parley.engine.threads.Threads;

/** Words for where a plan's work runs: {@code federation().on(threads(4))}. */
public final class Engines {
    private Engines() {}

    /**
     * A number of threads of this machine.
     *
     * <p>A party's work takes a thread; results are the same bits on any number. A plan that does not say {@code on(..)}
     * takes one thread a core.
     *
     * <p>Example: {@code federation().on(threads(4)).train(logistic(), hospitals)}
     *
     * @param count how many, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public static Threads threads(int count) {
        return new Threads(count);
    }
}
