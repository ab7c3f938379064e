package dev.parley.spark;

import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.filter.Filter;
import dev.parley.partition.ByColumn;
import dev.parley.plan.Program;
import dev.parley.secure.Masked;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The parties' work on Apache Spark, with the same bits as on threads.
 *
 * <p>Parties' rows are loaded on executors once a training; a round sends the parameters and takes the answers. A party
 * that is lost with its machine is computed again elsewhere, to the same bits. Spark is one organisation's: it is no
 * privacy boundary, as it may compute any party anywhere.
 *
 * @param master such as {@code local[2]} or {@code spark://host:7077}; empty for a context that is given
 * @param given a context of the user's own
 */
public record Spark(String master, @Nullable JavaSparkContext given) implements Engine {
    /**
     * The engine on a master, whose context is opened with the first training and used by later ones.
     *
     * <p>Example: {@code plan.on(spark("local[2]")).train(logistic(), hospitals)}
     *
     * @param master such as {@code local[2]}, {@code local[*]} or {@code spark://host:7077}
     */
    public static Spark spark(String master) {
        return new Spark(master, null);
    }

    /**
     * The engine on a session that the notebook has already.
     *
     * <p>Example: {@code plan.on(spark(session))}
     */
    public static Spark spark(SparkSession session) {
        return new Spark("", JavaSparkContext.fromSparkContext(session.sparkContext()));
    }

    @Override
    public Session open(Program program, Roster roster) {
        // code that cannot travel is refused before a context is opened
        String json = program.json();
        if (program.filters().stream()
                .anyMatch(filter ->
                        filter instanceof Masked masked && masked.sum().active())) {
            throw new PlanException(
                    "activeAdversary() needs parties that keep a signing key, but on Spark a party keeps"
                            + " nothing that the driver does not have; leave it out, or train on(threads(n))");
        }
        return new SparkTraining(context(), json, roster);
    }

    /** The context, opened where it is not yet. */
    JavaSparkContext context() {
        if (given == null) {
            return Contexts.of(master);
        }
        Cores.await(given);
        return given;
    }

    /**
     * Parties whose rows the executors read and keep: each file of a pattern is a party, named by the file. Only what
     * owners tell before the first round comes to the notebook: names, numbers of rows, classes, counts, means and spreads.
     *
     * <p>Example: {@code spark("spark://host:7077").sites("/data/hospitals/*.csv", csv("test.csv").target("stage"))}
     *
     * @param pattern of csv files, plain or gzipped, or their folder, on a file system that all executors reach
     * @param test the coordinator's own test rows, all of them; what is said of how they are written and used holds for the
     *     owners' rows
     * @throws DataException where there is no such file, or rows cannot be used so
     */
    public Parties sites(String pattern, Dataset test) {
        String asked = "sites(\"" + pattern + "\", ..)";
        if (pattern.endsWith(".parquet")) {
            throw new DataException(asked + ": parquet is read as one table; say by which column rows are whose:"
                    + " sites(\"" + pattern + "\", byColumn(\"hospital\"), test)");
        }
        return test.elsewhere(CsvSites.of(this, pattern, asked));
    }

    /**
     * Parties whose rows the executors read from parquet files and keep: the rows with one value of a column are a party.
     *
     * <p>Example: {@code spark("local[2]").sites("/data/visits.parquet", byColumn("hospital"), csv("test.csv").target("stage"))}
     *
     * @param path of parquet files, on a file system that all executors reach
     * @param by the column that says whose a row is
     * @param test the coordinator's own test rows, as in {@link #sites(String, Dataset)}
     * @throws DataException where there is no such file or column, or rows cannot be used so
     */
    public Parties sites(String path, ByColumn by, Dataset test) {
        return test.elsewhere(FrameSites.read(this, path, by.column()));
    }

    /**
     * Parties whose rows are those of a Spark DataFrame: the rows with one value of a column are a party. A party's rows
     * are put in the order of their values, so that the bits do not depend on where Spark had them.
     *
     * <p>Example: {@code spark(session).sites(session.table("visits"), "hospital", csv("test.csv").target("stage"))}
     *
     * @param frame of numbers, texts, booleans, dates and times; the last three are texts here, dates and times as ISO has
     *     them, which {@code date(column)} reads
     * @param column that says whose a row is
     * @param test the coordinator's own test rows, as in {@link #sites(String, Dataset)}
     * @throws DataException where there is no such column, or rows cannot be used so
     */
    public Parties sites(org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> frame, String column, Dataset test) {
        return test.elsewhere(FrameSites.of(this, frame, column, "sites(frame, \"" + column + "\", ..)", "frame"));
    }

    @Override
    public Optional<String> note() {
        return Optional.of(
                "Spark is one organization's: it may compute any party on any machine, and is no privacy boundary");
    }

    @Override
    public Optional<String> note(Program program) {
        return program.filters().stream().noneMatch(Filter::hidesUpdates)
                ? Optional.empty()
                : Optional.of(
                        "secure sums on Spark are a rehearsal: a party's secrets pass through the driver, which could"
                                + " take the masks away");
    }

    @Override
    public String toString() {
        return given == null ? "spark(\"" + master + "\")" : "spark(session)";
    }
}
