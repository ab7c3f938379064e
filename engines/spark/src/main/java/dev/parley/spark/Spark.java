package dev.parley.spark;

import dev.parley.engine.Engine;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.plan.Program;
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
        // what cannot travel is refused before a context is opened
        String json = program.json();
        JavaSparkContext context = given == null ? Contexts.of(master) : given;
        return new SparkTraining(context, json, roster);
    }

    @Override
    public Optional<String> note() {
        return Optional.of(
                "Spark is one organization's: it may compute any party on any machine, and is no privacy boundary");
    }

    @Override
    public String toString() {
        return given == null ? "spark(\"" + master + "\")" : "spark(session)";
    }
}
