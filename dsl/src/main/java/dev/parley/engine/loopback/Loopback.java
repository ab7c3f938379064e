package dev.parley.engine.loopback;

import dev.parley.engine.Engine;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.engine.threads.ThreadsSession;
import dev.parley.fault.Check;
import dev.parley.plan.Program;
import dev.parley.wire.Messages;

/**
 * Parties of this process that are reached by bytes alone: the program goes to them as JSON, and each message is encoded
 * and decoded.
 *
 * <p>Shows before there is a network that all of a plan can travel, with the same bits as {@code threads(n)}. What is
 * code at the parties is refused. Costs the encoding.
 *
 * @param count number of threads
 * @param ear hears each message
 */
public record Loopback(int count, Ear ear) implements Engine {
    public Loopback {
        Check.atLeastOne("loopback()", count);
    }

    /** With a thread a core, and nobody who listens. */
    public Loopback() {
        this(Runtime.getRuntime().availableProcessors(), Ear.DEAF);
    }

    /** The same, heard by somebody. */
    public Loopback heardBy(Ear listener) {
        return new Loopback(count, listener);
    }

    @Override
    public Session open(Program program, Roster roster) {
        String json = program.json();
        ear.program(json);
        Program travelled = Program.read(json);
        return new ThreadsSession(
                count, travelled, roster, new ByBytes(new Messages(travelled.codec(), travelled.layout()), ear));
    }

    @Override
    public int threads() {
        return count;
    }

    @Override
    public String toString() {
        return "loopback()";
    }
}
