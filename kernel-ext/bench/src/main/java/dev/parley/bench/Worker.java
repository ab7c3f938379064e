package dev.parley.bench;

import dev.parley.data.Parties;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
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
 * <p>{@code step 2nn 10 0.5}: seconds a step of the 2NN at batch 10, measured for half a second. {@code round 2nn 10 2}: seconds
 * a round and the accuracy, of 10 rounds on 2 threads.
 */
public final class Worker {
    private final Map<String, Parties> sets = new HashMap<>();
    private final Map<String, StepWork> steps = new HashMap<>();

    private Worker() {}

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

    private String answer(String[] question) {
        return switch (question[0]) {
            case "step" -> String.valueOf(step(question[1], Integer.parseInt(question[2]), number(question, 3)));
            case "round" ->
                RoundWork.seconds(
                        Models.named(question[1]), Integer.parseInt(question[2]), Integer.parseInt(question[3]));
            default -> throw new IllegalArgumentException("no work '" + question[0] + "'");
        };
    }

    private double step(String model, int batch, double about) {
        Parties set = sets.computeIfAbsent(model.equals("linear") ? "table" : "mnist", Sets::pooled);
        return steps.computeIfAbsent(
                        model + batch,
                        key -> new StepWork(Models.named(model), set.all().get(0), set.shape(), batch))
                .seconds(about);
    }

    private static double number(String[] question, int at) {
        return Double.parseDouble(question[at]);
    }
}
