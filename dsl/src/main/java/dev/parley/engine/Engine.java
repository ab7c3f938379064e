package dev.parley.engine;

import dev.parley.plan.Program;

/** A place where parties' work runs. */
public interface Engine {
    /**
     * Makes ready for a training; the session is the caller's to close.
     *
     * @throws dev.parley.fault.PlanException where the program cannot run there, such as code that would have to travel
     */
    Session open(Program program, Roster roster);

    /** How many threads of this process the coordinator may use for evaluations. */
    default int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
