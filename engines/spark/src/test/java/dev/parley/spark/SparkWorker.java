package dev.parley.spark;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;

import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.model.Model;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Answers the questions of {@code ./parley bench spark}, one a line, with the median seconds of a round.
 *
 * <p>{@code engine MASTER}: 100 parties that do nothing and send 199,210 floats. {@code bare MASTER}: a Spark job that sends
 * and collects the same numbers, and sums them in order. {@code train MODEL WHERE}: rounds of 100 parties of MNIST, on
 * threads or a master. {@code sweep WHERE SET MODEL SPLIT COHORT EPOCHS ROUNDS}: rounds of some of so many parties that
 * share a set's rows, and the peak memory of this process in MB. The master {@code standalone} is a cluster of two workers of
 * one core that this process starts.
 */
public final class SparkWorker {
    private static final int PARTIES = 100;
    private static final int LENGTH = 199_210;
    private static final int ROUNDS = 24;

    private final Parties phones = dataset("mnist").split(PARTIES, iid());

    private @Nullable Standalone cluster;

    private SparkWorker() {}

    /** Sends numbers and computes none. */
    public record Sends() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            Payload nothing = Payload.of(
                    Update.DELTA, here.pool().zeros(from.params().layout()).fill(1e-6f));
            return new Update(here.member(), here.party().size(), nothing, new Work(0, 0, 0, 0));
        }
    }

    public static void main(String[] args) throws Exception {
        SparkHome.make();
        SparkWorker worker = new SparkWorker();
        System.out.println("JDK " + System.getProperty("java.version") + ", Spark "
                + org.apache.spark.package$.MODULE$.SPARK_VERSION());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            System.out.println(
                    switch (words[0]) {
                        case "engine" -> worker.engine(worker.master(words[1]));
                        case "bare" -> bare(worker.master(words[1]));
                        case "train" -> worker.train(words[1], worker.master(words[2]));
                        case "sweep" -> worker.sweep(words);
                        default -> throw new IllegalArgumentException("no work '" + words[0] + "'");
                    });
        }
        if (worker.cluster != null) {
            Contexts.of(worker.cluster.master()).close();
            worker.cluster.close();
            worker.cluster.delete();
        }
    }

    /** The address of a place's master; starts the standalone one. */
    private String master(String where) throws IOException, InterruptedException {
        if (!where.equals("standalone")) {
            return where;
        }
        if (cluster == null) {
            Path folder = Files.createTempDirectory("standalone");
            cluster = new Standalone(folder, "2g");
            System.setProperty("spark.executor.memory", "2g");
            Path list = Standalone.jar(SparkWorker.class, folder.resolve("list.jar"), "Choices");
            System.setProperty(
                    "spark.jars",
                    list + "," + Standalone.jar(SparkWorker.class, folder.resolve("own.jar"), "SparkWorker"));
            System.setProperty(
                    "java.class.path",
                    Standalone.ourJar(folder) + File.pathSeparator + System.getProperty("java.class.path"));
        }
        return cluster.master();
    }

    private double engine(String master) {
        return median(federation()
                .rounds(ROUNDS)
                .client(new Sends())
                .evaluateEvery(ROUNDS)
                .on(Spark.spark(master))
                .train(mlp(200, 200), phones));
    }

    private static Engine engineOf(String where) {
        return where.equals("threads") ? threads(2) : Spark.spark(where);
    }

    /** {@code softmax}, {@code 2nn}, or the widths of hidden layers such as {@code 1000-1000}. */
    private static Model model(String name) {
        return switch (name) {
            case "softmax" -> softmax();
            case "2nn" -> mlp(200, 200);
            default ->
                mlp(Arrays.stream(name.split("-")).mapToInt(Integer::parseInt).toArray());
        };
    }

    private String sweep(String[] words) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(words[7]);
        Run run = federation()
                .rounds(rounds)
                .cohort(Integer.parseInt(words[5]))
                .client(localSgd(0.05).batch(10).epochs(Integer.parseInt(words[6])))
                .evaluateEvery(rounds)
                .on(engineOf(master(words[1])))
                .train(model(words[3]), dataset(words[2]).split(Integer.parseInt(words[4]), iid()));
        return median(run) + " " + peak();
    }

    /** The most memory this process has held, in MB, as Linux counts it; NaN elsewhere. */
    private static double peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
                        .findFirst()
                        .orElse(Double.NaN)
                : Double.NaN;
    }

    private double train(String model, String where) {
        return median(federation()
                .rounds(8)
                .client(localSgd(0.1).batch(10))
                .evaluateEvery(8)
                .on(engineOf(where))
                .train(model(model), phones));
    }

    /** Median of the rounds but the first third, in which Spark warms up, and the last, which is evaluated. */
    private static double median(Run run) {
        List<RoundResult> rounds = run.rounds();
        double[] seconds = rounds.subList(rounds.size() / 3, rounds.size() - 1).stream()
                .mapToDouble(RoundResult::seconds)
                .sorted()
                .toArray();
        return seconds[seconds.length / 2];
    }

    /** Gives back as many numbers as it was sent. */
    private record Copies(org.apache.spark.broadcast.Broadcast<float[]> sent) implements Function<Integer, float[]> {
        @Override
        public float[] call(Integer party) {
            float[] copy = sent.value().clone();
            copy[0] = party;
            return copy;
        }
    }

    private static double bare(String master) {
        JavaSparkContext context = Contexts.of(master);
        List<Integer> parties = IntStream.range(0, PARTIES).boxed().toList();
        JavaRDD<Integer> there = context.parallelize(
                        new ArrayList<>(parties), Math.max(1, context.defaultParallelism()))
                .persist(StorageLevel.MEMORY_ONLY());
        float[] params = new float[LENGTH];
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            var sent = context.broadcast(params);
            float[] sum = new float[LENGTH];
            for (float[] update : there.map(new Copies(sent)).collect()) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += update[i];
                }
            }
            params = sum;
            sent.destroy();
            seconds[round] = (System.nanoTime() - start) / 1e9;
        }
        double[] later = Arrays.copyOfRange(seconds, ROUNDS / 3, ROUNDS - 1);
        Arrays.sort(later);
        return later[later.length / 2];
    }
}
