package dev.parley.engine.threads;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help with the parts of one piece of work where they are free; who asks works along.
 *
 * <p>So nobody waits for a thread that is waiting itself, and with no helpers the work is done all the same.
 *
 * @param threads where helpers come from
 * @param count how many are asked
 */
record ParallelFor(Executor threads, int count) {
    /** Has parts 0 .. n-1 done; when it returns none is under way, and the first failure is thrown. */
    void all(int n, IntConsumer part) {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(n);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            for (int at = next.getAndIncrement(); at < n; at = next.getAndIncrement()) {
                try {
                    part.accept(at);
                } catch (Throwable e) { // nobody else would know of a helper's error
                    failure.compareAndSet(null, e);
                } finally {
                    done.countDown();
                }
            }
        };
        for (int helper = 0; helper < Math.min(count, n - 1); helper++) {
            try {
                threads.execute(work);
            } catch (RejectedExecutionException e) {
                break; // the threads are ending: the caller does the rest, and ends at its next step
            }
        }
        work.run();
        await(done);
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** An interrupt has to wait: the parts under way read memory that the caller frees. */
    private static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
