package dev.parley.kernel.live;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The trainings that run in a notebook now.
 *
 * <p>The stop button interrupts a cell's thread and no more: the kernel answers at once, and from then on drops what the
 * thread still shows. Whoever waits here first sees the training stop, keep its rounds and draw its last state.
 */
public final class UnderWay {
    private final Set<Object> running = new HashSet<>();

    synchronized void begin(Object training) {
        running.add(training);
    }

    synchronized void end(Object training) {
        running.remove(training);
        notifyAll();
    }

    /**
     * Waits until no training runs, at most so long.
     *
     * @return whether none does
     */
    public synchronized boolean rest(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        boolean interrupted = false;
        while (!running.isEmpty() && System.nanoTime() < end) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return running.isEmpty();
    }
}
