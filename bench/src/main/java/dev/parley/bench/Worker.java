package dev.parley.bench;

import static dev.parley.Parley.localSgd;
import static dev.parley.Parley.mlp;

import dev.parley.aggregate.Mean;
import dev.parley.data.Parties;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.secure.MaskSpeed;
import dev.parley.secure.Neighborhood;
import dev.parley.secure.Secure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.openblas.global.openblas_full;

/**
 * Our side of a comparison: reads a question a line, answers each with one line of numbers, so that both sides can be
 * asked in turn.
 *
 * <p>{@code step 2nn 10 0.5}: seconds a step of the 2NN at batch 10, measured for half a second; {@code corrected
 * 2nn 10 fedProx 0.5}: the same with what a client adds to its gradients; {@code dp 2nn 256 grid 0.5}: a step of DP-SGD;
 * {@code samplers}: nanoseconds a number of noise. {@code round 2nn 10 2}:
 * seconds a round and the accuracy, of 10 rounds on 2 threads. {@code scale softmax 1000 50 2}: seconds a party's round
 * and the peak memory in MB, of 50 rounds of 1000 parties. {@code pfl 2 2}: seconds a round, of 2 rounds. {@code overhead
 * 100 2}: seconds a round of 10 parties that do nothing. {@code aggregate}: GB/s of reading, the mean, the weighted one. {@code rules 100
 * 200000}: seconds of the median and of the trimmed mean of 100 updates of 200,000 numbers, {@code robust 100 200000} of
 * rules that withstand attackers. {@code compress 200000}: of compressors seconds of writing and reading, bytes and error.
 * {@code crowd 1000 hidden}: a whole round of 1,000 parties under masks; {@code open} without.
 * {@code secure 100 200000 10 0}: seconds a party and for the coordinator and bytes of one secure sum of which 10 leave,
 * {@code masks}: GB/s of masks, microseconds of an agreement and of a sharing. {@code read
 * 285000 32 parley}: seconds of reading a csv file of that size.
 */
public final class Worker {
    private final Map<String, Parties> sets = new HashMap<>();
    private final Map<String, StepWork> steps = new HashMap<>();
    private final Map<String, CorrectionWork> corrected = new HashMap<>();
    private final Map<String, PrivateWork> steppedPrivately = new HashMap<>();
    private final Map<String, RulesWork> rules = new HashMap<>();

    private final Map<Integer, CompressWork> compressors = new HashMap<>();

    private final Map<String, ReadWork> reads = new HashMap<>();

    private final Map<String, SecureWork> sums = new HashMap<>();

    private Worker() {}

    /** A plain mean, among as few neighbors as are asked for; 0 for all. */
    private static Secure sum(int neighbors, int parties) {
        Secure all = new Secure(new Mean()).threshold(2 * parties / 3 + 1);
        return neighbors == 0 ? all : all.neighbors(Neighborhood.of(parties, 0.05, 0.1));
    }

    public static void main(String[] args) throws IOException {
        Worker worker = new Worker();
        // loads the library, which the first line tells of
        ParamVector.zeros(Layout.empty()).close();
        System.out.println("JDK " + System.getProperty("java.version") + ", "
                + openblas_full.openblas_get_config().getString().replaceAll("\\s+", " "));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(worker.answer(line.split(" ")));
        }
    }

    private String answer(String[] q) {
        return switch (q[0]) {
            case "step" -> String.valueOf(step(q[1], number(q[2]), Double.parseDouble(q[3])));
            case "corrected" -> String.valueOf(corrected(q[1], number(q[2]), q[3], Double.parseDouble(q[4])));
            case "dp" -> String.valueOf(stepPrivately(q[1], number(q[2]), q[3], Double.parseDouble(q[4])));
            case "samplers" -> PrivateWork.samplers();
            case "round" -> RoundWork.seconds(Models.named(q[1]), number(q[2]), number(q[3]));
            case "scale" -> scale(q[1], number(q[2]), number(q[3]), number(q[4]));
            case "pfl" -> String.valueOf(Crowds.pfl().seconds(localSgd(0.1).batch(10), 50, number(q[1]), number(q[2])));
            case "overhead" ->
                String.valueOf(Crowds.sharing(set("mnist"), mlp(200, 200), 10)
                        .seconds(new EmptyClient(), 10, number(q[1]), number(q[2])));
            case "aggregate" -> {
                AggregateWork work = new AggregateWork();
                double best = 0;
                for (int i = 0; i < 20; i++) {
                    best = Math.max(best, work.reading());
                    work.mean();
                    work.weightedMean();
                }
                yield best + " " + work.mean() + " " + work.weightedMean();
            }
            case "robust" ->
                rules.computeIfAbsent(q[1] + " " + q[2], key -> new RulesWork(number(q[1]), number(q[2])))
                        .robust();
            case "compress" ->
                compressors.computeIfAbsent(number(q[1]), CompressWork::new).all();
            case "crowd" -> SecureCrowd.once(number(q[1]), q[2].equals("hidden"));
            case "masks" -> MaskSpeed.measured();
            case "secure" ->
                sums.computeIfAbsent(
                                String.join(" ", q[1], q[2], q[4]),
                                key -> new SecureWork(sum(number(q[4]), number(q[1])), number(q[1]), number(q[2])))
                        .once(number(q[3]));
            case "rules" ->
                rules.computeIfAbsent(q[1] + " " + q[2], key -> new RulesWork(number(q[1]), number(q[2])))
                        .seconds();
            case "read" ->
                String.valueOf(reads.computeIfAbsent(q[1] + " " + q[2], key -> new ReadWork(number(q[1]), number(q[2])))
                        .seconds(q[3].equals("parley")));
            default -> throw new IllegalArgumentException("no work '" + q[0] + "'");
        };
    }

    private double step(String model, int batch, double about) {
        Parties set = set(model.equals("linear") ? "table" : "mnist");
        return steps.computeIfAbsent(
                        model + batch,
                        key -> new StepWork(Models.named(model), set.all().get(0), set.shape(), batch))
                .seconds(about);
    }

    private double corrected(String model, int batch, String added, double about) {
        Parties set = set(model.equals("linear") ? "table" : "mnist");
        return corrected
                .computeIfAbsent(
                        model + batch + added,
                        key -> new CorrectionWork(Models.named(model), set.all().get(0), set.shape(), batch, added))
                .seconds(about);
    }

    private double stepPrivately(String model, int batch, String noise, double about) {
        Parties set = set("mnist");
        return steppedPrivately
                .computeIfAbsent(
                        model + batch + noise,
                        key -> new PrivateWork(Models.named(model), set.all().get(0), set.shape(), batch, noise))
                .seconds(about);
    }

    private String scale(String model, int parties, int rounds, int threads) {
        int cohort = Math.min(100, parties);
        double round = Crowds.sharing(set("mnist"), Models.named(model), parties)
                .seconds(localSgd(0.1).batch(10), cohort, rounds, threads);
        return round / cohort + " " + Memory.peak();
    }

    private Parties set(String name) {
        return sets.computeIfAbsent(name, Sets::pooled);
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }
}
