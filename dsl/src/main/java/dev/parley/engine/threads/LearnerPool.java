package dev.parley.engine.threads;

import dev.parley.engine.Job;
import dev.parley.model.Learner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Daemon threads, each task with a learner to itself; learners are opened when first needed and used again. */
final class LearnerPool implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Job job;
    private final int count;
    private final ExecutorService threads;
    private final List<Thread> made = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<ConfinedLearner> idle = new ConcurrentLinkedQueue<>();

    LearnerPool(int count, Job job) {
        this.job = job;
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "parley-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            made.add(thread);
            return thread;
        });
    }

    <T> Future<T> submit(Function<Learner, T> task) {
        return threads.submit(() -> {
            ConfinedLearner idler = idle.poll();
            ConfinedLearner learner = (idler == null ? new ConfinedLearner(open()) : idler).lend();
            try {
                return task.apply(learner);
            } finally {
                learner.giveBack();
                idle.add(learner);
            }
        });
    }

    /** The result of a task, or the exception it threw; an interrupt of the waiting thread becomes a cancellation. */
    <T> T await(Future<T> task) {
        if (Thread.currentThread().isInterrupted()) {
            // A task that is done gives its result to an interrupted thread too.
            throw new CancellationException("interrupted");
        }
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException(); // which a task that is done would not notice
            }
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    private Learner open() {
        int shards = job.client().shards();
        if (shards == 1) {
            return job.model().open(job.shape(), batch());
        }
        List<Learner> parts = new ArrayList<>();
        for (int part = 0; part < shards; part++) {
            parts.add(job.model().open(job.shape(), (batch() + shards - 1) / shards));
        }
        return new Sharded(parts, batch(), new ParallelFor(threads, count - 1));
    }

    /** The batch of a learner serves training and evaluation: the larger the faster, up to some hundred rows. */
    private int batch() {
        int largest =
                job.parties().stream().mapToInt(party -> party.size()).max().orElse(1);
        return Math.max(Math.min(job.client().batch(), largest), 64);
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
