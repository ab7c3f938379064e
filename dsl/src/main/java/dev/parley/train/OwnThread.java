package dev.parley.train;

import dev.parley.num.Stop;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread for one training, while the cell's thread waits.
 *
 * <p>A kernel's stop button interrupts the cell's thread. Were it to train, a callback that catches the interrupt would
 * lose it, and the training would go on when the cell has long ended. Here the interrupt reaches a thread that only
 * waits: it becomes a request that is kept with the training, and is passed on to wake a callback that sleeps.
 */
final class OwnThread {
    private OwnThread() {}

    /**
     * Does work on a thread of its own and waits for its end, also when interrupted.
     *
     * @return what the work returned; or throws what it threw, whose frames then end with the caller's
     */
    static <T> T call(Supplier<T> work) {
        Stop stop = new Stop();
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread thread = new Thread(
                () -> {
                    try {
                        stop.during(() -> result.set(work.get()));
                    } catch (Throwable thrown) {
                        failure.set(thrown);
                    } finally {
                        interrupted.set(Thread.interrupted());
                    }
                },
                "parley-training");
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        if (Thread.currentThread().isInterrupted()) {
            stop.ask();
        }
        thread.start();
        boolean asked = join(thread, stop);
        if (asked || interrupted.get()) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            Thread here = Thread.currentThread();
            StackTraceElement[] frames = here.getStackTrace();
            behind(
                    thrown,
                    Arrays.copyOfRange(frames, 1, frames.length),
                    Collections.newSetFromMap(new IdentityHashMap<>()));
            OwnThread.<RuntimeException>sneak(thrown);
        }
        return Objects.requireNonNull(result.get(), "a training comes to a run, or throws");
    }

    private static boolean join(Thread thread, Stop stop) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                stop.ask();
                thread.interrupt();
            }
        }
        return interrupted;
    }

    /** Lets the frames of a failure and of its causes go on with those of the caller. */
    private static void behind(@Nullable Throwable thrown, StackTraceElement[] caller, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return;
        }
        StackTraceElement[] own = thrown.getStackTrace();
        boolean endsHere = own.length > 0 && own[own.length - 1].getClassName().equals(Thread.class.getName());
        if (endsHere) {
            StackTraceElement[] all = Arrays.copyOf(own, own.length + caller.length);
            System.arraycopy(caller, 0, all, own.length, caller.length);
            thrown.setStackTrace(all);
        }
        behind(thrown.getCause(), caller, seen);
        for (Throwable each : thrown.getSuppressed()) {
            behind(each, caller, seen);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
