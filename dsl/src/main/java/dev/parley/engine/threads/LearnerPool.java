package dev.parley.engine.threads;

import dev.parley.model.Learner;
import dev.parley.num.Stop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Daemon threads, each task with a learner to itself; learners are opened when first needed and used again. */
final class LearnerPool implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Function<Executor, Learner> opener;
    private final ExecutorService threads;
    private final Optional<Stop> stop = Stop.bound();
    private final List<Thread> made = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<ConfinedLearner> idle = new ConcurrentLinkedQueue<>();

    /**
     * Threads for the training of the calling thread: its request to stop is theirs too.
     *
     * @param opener makes a learner, which may use the threads where they are free
     */
    LearnerPool(int count, Function<Executor, Learner> opener) {
        this.opener = opener;
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(() -> work(task), "parley-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            made.add(thread);
            return thread;
        });
    }

    private void work(Runnable tasks) {
        stop.ifPresentOrElse(request -> request.during(tasks), tasks);
    }

    <T> Future<T> submit(Function<Learner, T> task) {
        return threads.submit(() -> {
            ConfinedLearner idler = idle.poll();
            ConfinedLearner learner = (idler == null ? new ConfinedLearner(opener.apply(threads)) : idler).lend();
            try {
                return task.apply(learner);
            } finally {
                learner.giveBack();
                idle.add(learner);
            }
        });
    }

    /**
     * The result of a task, or the exception it threw.
     *
     * @throws CancellationException where the waiting thread's training is to stop, also where the task is done
     */
    <T> T await(Future<T> task) {
        Stop.check("interrupted");
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.ifPresent(Stop::ask);
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Ends the pool if one of these tasks is not done. None is at work when this returns: what a party reads is native
     * memory that the coordinator frees next.
     */
    void abandon(Collection<? extends Future<?>> tasks) {
        if (!tasks.stream().allMatch(Future::isDone)) {
            close();
        }
    }

    /** Interrupts what is under way, which parties look for between two steps, and waits for it to end. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        for (Thread thread : made) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        List<ConfinedLearner> open = new ArrayList<>(idle);
        idle.clear();
        open.forEach(ConfinedLearner::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
