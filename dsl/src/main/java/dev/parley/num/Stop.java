package dev.parley.num;

import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A request to end a training: kept with the training, and looked at by all threads that work for it.
 *
 * <p>A thread's interrupt flag alone would not do, since whoever catches the interrupt clears it. Whoever works for a
 * training does so {@link #during} its request; {@link #check} then looks at both.
 */
public final class Stop {
    private static final ThreadLocal<Stop> BOUND = new ThreadLocal<>();

    private volatile boolean asked;

    /** Asks for the end. */
    public void ask() {
        asked = true;
    }

    /** Tells whether the end was asked for. */
    public boolean isAsked() {
        return asked;
    }

    /** Does work on this thread for the training of this request: {@link #check} looks at it meanwhile. */
    public void during(Runnable work) {
        Stop before = BOUND.get();
        BOUND.set(this);
        try {
            work.run();
        } finally {
            BOUND.set(before);
        }
    }

    /**
     * Ends the work of this thread where its training is to stop.
     *
     * @param where for the exception's message
     * @throws CancellationException where it is
     */
    public static void check(String where) {
        Stop bound = BOUND.get();
        if (Thread.currentThread().isInterrupted()) {
            if (bound != null) {
                bound.ask();
            }
            throw new CancellationException(where);
        }
        if (bound != null && bound.asked) {
            throw new CancellationException(where);
        }
    }

    /**
     * Tells whether this thread's training is to stop; a thread that works for none is asked by its interrupt alone.
     */
    public static boolean isAskedHere() {
        Stop bound = BOUND.get();
        return Thread.currentThread().isInterrupted() || (bound != null && bound.asked);
    }

    /** The request that is bound to this thread, where one is. */
    public static Optional<Stop> bound() {
        return Optional.ofNullable(BOUND.get());
    }
}
