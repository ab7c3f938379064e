package dev.parley.spark;

import dev.parley.fault.PlanException;
import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** The one context that Spark allows a process: opened with the first training on a master, and kept for the next. */
final class Contexts {
    private static @Nullable JavaSparkContext ours;

    private Contexts() {}

    /**
     * The context of a master.
     *
     * @throws PlanException where it cannot be opened
     */
    static synchronized JavaSparkContext of(String master) {
        JavaSparkContext context = opened(master);
        Cores.await(context);
        return context;
    }

    private static JavaSparkContext opened(String master) {
        JavaSparkContext known = ours;
        if (known != null && !known.sc().isStopped()) {
            if (known.master().equals(master)) {
                return known;
            }
            known.close();
        }
        // a cell is no place for two hundred lines of INFO
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", "dev/parley/spark/quiet-log4j2.properties");
            // a training on threads may have started the log before
            if (LogManager.getContext(false) instanceof LoggerContext log) {
                log.reconfigure();
            }
        }
        try {
            JavaSparkContext opened = new JavaSparkContext(conf(master));
            ours = opened;
            return opened;
        } catch (Exception e) { // Scala throws checked exceptions undeclared
            throw new PlanException("spark(\"" + master + "\") cannot be opened: " + Faults.firstLine(e)
                    + "; check the master's address, or take local[2]");
        }
    }

    /** Settings that we choose; a system property {@code spark.*} of the user's comes first. */
    private static SparkConf conf(String master) {
        SparkConf conf = new SparkConf()
                .setMaster(master)
                .setIfMissing("spark.app.name", "Parley")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.driver.maxResultSize", "0")
                .setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
        if (!master.startsWith("local") || master.startsWith("local-cluster")) {
            if (isThisMachine(master)) {
                conf.setIfMissing("spark.driver.host", "127.0.0.1")
                        .setIfMissing("spark.driver.bindAddress", "127.0.0.1")
                        .setIfMissing("spark.executor.extraClassPath", classPath());
            } else {
                conf.set("spark.jars", OurJars.toSend(conf.get("spark.jars", "")));
            }
            conf.setIfMissing("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                    .setIfMissing("spark.scheduler.maxRegisteredResourcesWaitingTime", "30s");
        }
        return conf;
    }

    private static boolean isThisMachine(String master) {
        return master.startsWith("local-cluster")
                || master.startsWith("spark://127.0.0.1")
                || master.startsWith("spark://localhost");
    }

    private static String classPath() {
        return OurJars.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
