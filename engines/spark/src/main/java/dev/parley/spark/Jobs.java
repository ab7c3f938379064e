package dev.parley.spark;

import dev.parley.fault.PlanException;
import dev.parley.num.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/** The jobs of one training on slices that lie on executors. */
final class Jobs implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final JavaSparkContext context;
    private final String group = "parley-" + UUID.randomUUID();
    private final RunningTasks running;
    private final Broadcast<String> program;
    private final List<Broadcast<Slice>> rows;
    private final List<List<Integer>> deal;
    private final JavaRDD<Slice> slices;

    /** Loads slices of rows that are here. */
    static Jobs of(JavaSparkContext context, String json, List<Slice> made, List<List<Integer>> deal) {
        List<Broadcast<Slice>> rows = new ArrayList<>();
        made.forEach(slice -> rows.add(context.broadcast(slice)));
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < made.size(); place++) {
            places.add(place);
        }
        Broadcast<Slice>[] handles = handles(rows);
        return new Jobs(
                context, json, context.parallelize(places, places.size()).map(new Loading(handles)), rows, deal);
    }

    /** Loads slices of rows that executors read. */
    static Jobs of(JavaSparkContext context, String json, JavaRDD<Slice> slices, List<List<Integer>> deal) {
        return new Jobs(context, json, slices, List.of(), deal);
    }

    /**
     * Loads the slices.
     *
     * @param rows that belong to the training
     * @param deal the places of each slice's parties
     */
    private Jobs(
            JavaSparkContext context,
            String json,
            JavaRDD<Slice> loading,
            List<Broadcast<Slice>> rows,
            List<List<Integer>> deal) {
        this.context = context;
        this.deal = deal;
        this.rows = rows;
        this.running = new RunningTasks(group);
        context.sc().addSparkListener(running);
        this.program = context.broadcast(json);
        this.slices = loading.persist(StorageLevel.MEMORY_ONLY());
        begin("loading the parties' rows");
        try {
            checkThreads();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    private static <T> Broadcast<T>[] handles(List<Broadcast<T>> all) {
        return all.toArray(new Broadcast[0]);
    }

    /** The number of threads in a sum decides its last bits. */
    private void checkThreads() {
        int here = CountThreads.here();
        for (int there : await(slices.map(new CountThreads()).collectAsync())) {
            if (there != here) {
                throw new PlanException("ND4J works with " + here + " threads here and " + there
                        + " on an executor, so that sums would come to other bits; start both with OMP_NUM_THREADS=1");
            }
        }
    }

    /**
     * Asks parties, each by its slice's task.
     *
     * @param shared what all are sent, encoded
     * @return the answers of all that gave one, or failed
     * @throws CancellationException where the training is to stop; no task is under way then
     */
    Map<Integer, Answered> run(byte[] shared, Map<Integer, Ask.One> asked, SliceWork.Step step) {
        Stop.check("interrupted");
        if (context.sc().isStopped()) {
            throw new IllegalStateException(
                    "the Spark session was closed while it trained; the finished rounds are kept,"
                            + " run.resume() goes on from there with a session that is open");
        }
        begin("round " + step.round() + ", " + step.name());
        Broadcast<byte[]> common = context.broadcast(shared);
        List<Broadcast<Ask>> asks = new ArrayList<>();
        for (List<Integer> parties : deal) {
            Ask ask = new Ask();
            for (int party : parties) {
                Ask.One one = asked.get(party);
                if (one != null) {
                    ask.put(party, one);
                }
            }
            asks.add(context.broadcast(ask));
        }
        try {
            SliceWork work = new SliceWork(program, common, handles(asks), step);
            List<Answered> last =
                    await(slices.mapPartitionsWithIndex(work, true).collectAsync());
            Map<Integer, Answered> answers = new HashMap<>();
            last.forEach(answer -> answers.put(answer.party(), answer));
            return answers;
        } finally {
            boolean interrupted = Thread.interrupted();
            if (!context.sc().isStopped()) {
                common.destroy();
                asks.forEach(Broadcast::destroy);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> List<T> await(JavaFutureAction<List<T>> job) {
        try {
            while (true) {
                try {
                    return job.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException stillAtWork) {
                    Stop.check("interrupted");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel(job);
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (CancellationException e) {
            cancel(job);
            throw e;
        } catch (ExecutionException e) {
            throw Faults.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private void cancel(JavaFutureAction<?> job) {
        job.cancel(true);
        context.cancelJobGroup(group);
        running.awaitNone();
    }

    /** Says on the calling thread that the jobs it makes are of this training, and may be interrupted. */
    private void begin(String text) {
        context.setJobGroup(group, text, true);
    }

    /** Frees what lies on executors; an interrupt of the caller waits, since Spark would clear it. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!context.sc().isStopped()) {
                slices.unpersist();
                program.destroy();
                rows.forEach(Broadcast::destroy);
                context.sc().removeSparkListener(running);
                context.clearJobGroup();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
