package dev.parley.spark;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** The elements of a small RDD, collected by a job that ends where its caller is interrupted: Spark itself would go on. */
final class Collected {
    private static final long PATIENCE_MILLIS = 1500;
    private static final long LOOK_MILLIS = 10;

    private Collected() {}

    /**
     * Collects.
     *
     * @param text says what the job does, for Spark's own pages
     * @param rdd makes what is collected; it may start jobs of its own
     * @throws CancellationException where the caller is interrupted; no task goes on then
     */
    static <T> List<T> of(JavaSparkContext context, String text, Supplier<JavaRDD<T>> rdd) {
        String group = "parley-" + UUID.randomUUID();
        context.setJobGroup(group, text, true);
        JavaFutureAction<List<T>> job = null;
        try {
            job = rdd.get().collectAsync();
            return job.get();
        } catch (InterruptedException e) {
            context.cancelJobGroup(group);
            if (job != null) {
                job.cancel(true);
                awaitEnd(job);
            }
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw Faults.of(e.getCause() == null ? e : e.getCause());
        } finally {
            context.clearJobGroup();
        }
    }

    /** A cancelled job ends a little later; no longer than the stop button may take. */
    private static void awaitEnd(JavaFutureAction<?> job) {
        long patience = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!job.isDone() && System.currentTimeMillis() < patience) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException again) {
                return;
            }
        }
    }
}
