package dev.parley.spark;

import dev.parley.fault.PlanException;
import dev.parley.num.Stop;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Waits until a context's executors are there.
 *
 * <p>A context opens before its executors do, and says until then that it has two cores: parties dealt to two slices would
 * leave all other cores idle for the whole training.
 */
final class Cores {
    private static final long PATIENCE_MILLIS = 90_000;
    private static final long SETTLED_MILLIS = 2_000;
    private static final long LOOK_MILLIS = 50;
    private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[ *(\\d+) *, *(\\d+) *,.*");

    private static final Set<SparkContext> SETTLED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private Cores() {}

    /**
     * Returns when {@code context.defaultParallelism()} is the number of tasks that can run at a time.
     *
     * @throws PlanException where no executor comes
     * @throws CancellationException where the training is to stop
     */
    static void await(JavaSparkContext context) {
        boolean separate =
                !context.master().startsWith("local") || context.master().startsWith("local-cluster");
        boolean onDemand = context.getConf().getBoolean("spark.dynamicAllocation.enabled", false);
        if (separate && !onDemand && !SETTLED.contains(context.sc())) {
            awaitExecutors(context);
            SETTLED.add(context.sc());
        }
    }

    private static void awaitExecutors(JavaSparkContext context) {
        int expected = expected(context);
        long begun = System.currentTimeMillis();
        long since = begun;
        int cores = context.defaultParallelism();
        int executors = 0;
        while (executors == 0 || (cores < expected && System.currentTimeMillis() - since < SETTLED_MILLIS)) {
            if (context.sc().isStopped() || System.currentTimeMillis() - begun > PATIENCE_MILLIS) {
                throw new PlanException(
                        "spark(\"" + context.master() + "\") gives no executor; look at the master's page"
                                + " whether it is the right master, and whether its workers have a free core and "
                                + context.getConf().get("spark.executor.memory", "1g") + " of memory for one");
            }
            Stop.check("interrupted");
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (CancellationException) new CancellationException("interrupted").initCause(e);
            }
            if (context.sc().isStopped()) {
                continue;
            }
            int now = executors(context);
            if (now != executors || context.defaultParallelism() != cores) {
                since = System.currentTimeMillis();
                executors = now;
                cores = context.defaultParallelism();
            }
        }
    }

    /** The executors that are there; the driver is among Spark's own list. */
    private static int executors(JavaSparkContext context) {
        return context.sc().getExecutorMemoryStatus().size() - 1;
    }

    /** The cores that there will be, where that is known. */
    private static int expected(JavaSparkContext context) {
        Matcher cluster = LOCAL_CLUSTER.matcher(context.master());
        return cluster.matches()
                ? Integer.parseInt(cluster.group(1)) * Integer.parseInt(cluster.group(2))
                : context.getConf().getInt("spark.cores.max", Integer.MAX_VALUE);
    }
}
