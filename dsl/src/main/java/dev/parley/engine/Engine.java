package dev.parley.engine;

import dev.parley.plan.Program;
import java.util.Optional;

/** A place where parties' work runs. */
public interface Engine {
    /**
     * Makes ready for a training; the session is the caller's to close.
     *
     * @throws dev.parley.fault.PlanException where the program cannot run there, such as code that would have to travel
     */
    Session open(Program program, Roster roster);

    /** Note on the place for the user before a training; empty where there is nothing to say. */
    default Optional<String> note() {
        return Optional.empty();
    }

    /** Note on the place for the user before a training of this program; empty where there is nothing to say. */
    default Optional<String> note(Program program) {
        return Optional.empty();
    }

    /** Number of threads of this process that the coordinator may use for evaluations. */
    default int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
