package dev.parley.bench.ml;

import static dev.parley.Engines.threads;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.distributed;
import static dev.parley.Parley.every;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.localSgd;
import static dev.parley.Parley.mlp;
import static dev.parley.Parley.softmax;
import static dev.parley.spark.Spark.spark;

import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.model.Model;
import dev.parley.run.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Answers the questions of {@code ./parley bench spark ml}, one a line: seconds of a training on MNIST, and the loss on its
 * test rows.
 *
 * <p>{@code theirs MODEL ITERATIONS}: Spark ML's own estimator, on rows that lie in memory already; the test is not counted.
 * {@code ours MODEL WHERE LOSS}: {@code distributed()} with two workers, on threads or on the same session, until its test
 * loss, looked at after each epoch, is at most so much; loading and tests are counted.
 */
public final class SparkMl {
    private static final int CLASSES = 10;
    private static final int HIDDEN = 200;
    private static final int STEPS_A_ROUND = 500;
    private static final int EPOCHS = 40;

    private final Parties pooled = dataset("mnist").split(1, iid());
    private @Nullable Dataset<Row> training;
    private @Nullable Dataset<Row> test;

    private SparkMl() {}

    public static void main(String[] args) throws IOException {
        SparkMl ml = new SparkMl();
        System.out.println("JDK " + System.getProperty("java.version") + ", Spark "
                + org.apache.spark.package$.MODULE$.SPARK_VERSION());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] q = line.split(" ", -1);
            System.out.println(
                    q[0].equals("theirs")
                            ? ml.theirs(q[1], Integer.parseInt(q[2]))
                            : ours(q[1], q[2], Double.parseDouble(q[3])));
        }
    }

    private String theirs(String model, int iterations) {
        Dataset<Row> rows = training == null ? Rows.training(session(), pooled) : training;
        training = rows;
        Dataset<Row> held = test == null ? Rows.test(session(), pooled) : test;
        test = held;
        long start = System.nanoTime();
        PredictionModel<Vector, ?> fitted = model.equals("softmax")
                ? new LogisticRegression().setMaxIter(iterations).setTol(0).fit(rows)
                : new MultilayerPerceptronClassifier()
                        .setLayers(new int[] {
                            rows.first().<Vector>getAs("features").size(), HIDDEN, CLASSES
                        })
                        .setMaxIter(iterations)
                        .setTol(0)
                        .setSeed(1)
                        .fit(rows);
        double seconds = (System.nanoTime() - start) / 1e9;
        double loss = fitted.transform(held).select("label", "probability").collectAsList().stream()
                .mapToDouble(row -> -Math.log(
                        Math.max(1e-15, row.<Vector>getAs("probability").apply((int) row.getDouble(0)))))
                .average()
                .orElseThrow();
        return seconds + " " + loss;
    }

    private static String ours(String model, String where, double loss) {
        Engine engine = where.equals("threads") ? threads(2) : spark(session());
        Model learned = model.equals("softmax") ? softmax() : mlp(HIDDEN);
        long start = System.nanoTime();
        Run run = distributed()
                .workers(2)
                .epochs(EPOCHS)
                .client(localSgd(0.05).batch(10))
                .synchronize(every(STEPS_A_ROUND))
                .onRound(round -> {
                    if (round.loss() <= loss) {
                        round.stop();
                    }
                })
                .on(engine)
                .train(learned, dataset("mnist"));
        return (System.nanoTime() - start) / 1e9 + " " + run.loss();
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .getOrCreate();
    }
}
