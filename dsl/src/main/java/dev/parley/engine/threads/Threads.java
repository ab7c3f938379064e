package dev.parley.engine.threads;

import dev.parley.engine.Engine;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.fault.Check;
import dev.parley.plan.Program;
import dev.parley.wire.Messages;

/**
 * The parties' work on threads of this process, one party a thread: the simulation engine.
 *
 * <p>Results are the same bits for any number of threads. Threads are daemons and end with the session.
 *
 * @param count number of threads
 */
public record Threads(int count) implements Engine {
    public Threads {
        Check.atLeastOne("threads(n)", count);
    }

    /** As many as there are cores. */
    public static Threads allCores() {
        return new Threads(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public Session open(Program program, Roster roster) {
        Messages messages = new Messages(program.codec(), program.layout());
        return new ThreadsSession(count, program, roster, Carrier.byReference(messages));
    }

    @Override
    public int threads() {
        return count;
    }

    @Override
    public String toString() {
        return "threads(" + count + ")";
    }
}
