package dev.parley.spark.sample;

import static dev.parley.Clients.scaffold;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.dirichlet;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.mlp;
import static dev.parley.spark.Spark.spark;

import dev.parley.run.Run;
import org.apache.spark.sql.SparkSession;

/**
 * A small program for {@code spark-submit}: it trains on a data set that Parley brings, and prints the run.
 *
 * <p>Arguments: the data set's name, {@code breast-cancer} unless said otherwise, and the number of parties, 8 unless said
 * otherwise. The master is the one that {@code spark-submit} was told.
 */
public final class TrainOnSpark {
    private static final int ROUNDS = 10;

    private TrainOnSpark() {}

    public static void main(String[] args) {
        String name = args.length > 0 ? args[0] : "breast-cancer";
        int parties = args.length > 1 ? Integer.parseInt(args[1]) : 8;
        SparkSession session = SparkSession.builder().appName("Parley: " + name).getOrCreate();
        try {
            Run run = federation()
                    .rounds(ROUNDS)
                    .client(scaffold())
                    .aggregate(mean())
                    .on(spark(session))
                    .train(mlp(16), dataset(name).split(parties, dirichlet(0.5)));
            System.out.println(run.table().print());
            System.out.println(run);
            System.out.println("fingerprint " + run.fingerprint());
        } finally {
            session.stop();
        }
    }
}
