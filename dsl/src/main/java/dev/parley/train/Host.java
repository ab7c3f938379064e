package dev.parley.train;

import dev.parley.engine.Engine;
import dev.parley.engine.threads.Threads;
import dev.parley.fault.PlanException;
import dev.parley.result.RoundListener;
import dev.parley.run.Run;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The process that hosts trainings: the engine of plans that name none, the display of progress, the latest run.
 *
 * <p>Every process has one with a thread for each core and a line on the console. A notebook kernel or a test opens
 * another on top and closes it again. A training stays with the host it began in.
 */
public final class Host implements AutoCloseable {
    private static volatile Host current = new Host(null);

    private final @Nullable Host below;
    private volatile Engine engine = Threads.allCores();
    private volatile Supplier<RoundListener> display = ConsoleProgress::new;
    private volatile @Nullable Run last;
    private boolean closed;

    private Host(@Nullable Host below) {
        this.below = below;
    }

    /** The host of trainings that begin now: the one that was opened last and is not closed. */
    public static Host current() {
        return current;
    }

    /** Opens a host for the whole process: all cores, a line on the console, nothing trained yet. */
    public static synchronized Host open() {
        current = new Host(current);
        return current;
    }

    /** Uses another engine from the next training on; it says where and never what: results are the same bits. */
    public Host engine(Engine other) {
        engine = other;
        return this;
    }

    /** The engine of a plan that does not say {@code on(..)}. */
    public Engine engine() {
        return engine;
    }

    /** Uses another display from the next training on; one listener is asked for each training. */
    public Host display(Supplier<RoundListener> other) {
        display = other;
        return this;
    }

    /** Makes the display of one training. */
    RoundListener watcher() {
        return display.get();
    }

    /** Keeps a run as the latest. */
    void keep(Run run) {
        last = run;
    }

    /**
     * The run of the latest training here, also of one that was interrupted or failed.
     *
     * @throws PlanException where nothing was trained yet
     */
    public Run lastRun() {
        Run run = last;
        if (run == null) {
            throw new PlanException("lastRun() has nothing to show: nothing was trained yet");
        }
        return run;
    }

    /** Goes back to the host below, with its own engine, display and latest run; hosts may close in any order. */
    @Override
    public void close() {
        close(this);
    }

    private static synchronized void close(Host host) {
        if (host.below == null) {
            throw new IllegalStateException("the process's own host cannot be closed; close those that open() gave");
        }
        host.closed = true;
        Host top = current;
        while (top.closed && top.below != null) {
            top = top.below;
        }
        current = top;
    }
}
