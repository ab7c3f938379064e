package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.num.ParamVector;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Metrics against scikit-learn's: golden/losses.json. Models are set up so that they predict the golden values. */
class GoldenMetricsTest {
    private static final JsonNode METRICS = Golden.file("losses.json").get("metrics");

    private static MetricSums tally(Model model, Shape shape, float[] params, ArrayExamples data, int batch) {
        int[] rows = IntStream.range(0, data.size()).toArray();
        try (Learner learner = model.open(shape, batch);
                ParamVector vector = ParamVector.of(model.layout(shape), params)) {
            return MetricSums.of(learner, vector, data, rows, 0, rows.length);
        }
    }

    @Test
    void rmseAndR2AreThoseOfScikitLearn() {
        JsonNode golden = METRICS.get("regression");
        ArrayExamples data =
                new ArrayExamples(Golden.floats(golden.get("prediction")), Golden.floats(golden.get("truth")), 1);
        Shape shape = ArrayExamples.shape(1, 0);
        // y = 1 x + 0: the row is the prediction
        for (int batch : new int[] {1, 4, data.size(), 100}) {
            Evaluation evaluation =
                    tally(new Linear(), shape, new float[] {1, 0}, data, batch).evaluation(Task.REGRESSION);
            double rmse = golden.get("rmse").asDouble();
            assertThat(evaluation.rmse()).isEqualTo(rmse, within(1e-6));
            assertThat(evaluation.r2()).isEqualTo(golden.get("r2").asDouble(), within(1e-6));
            assertThat(evaluation.loss()).isEqualTo(rmse * rmse / 2, within(1e-6));
            assertThat(evaluation.examples()).isEqualTo(data.size());
            assertThat(evaluation.accuracy()).isNaN();
        }
    }

    @Test
    void accuracyIsThatOfScikitLearn() {
        JsonNode golden = METRICS.get("confusion");
        int[] guesses = Golden.ints(golden.get("prediction"));
        int classes = golden.get("rowsAreTruth").size();
        float[] oneHot = new float[guesses.length * classes];
        for (int i = 0; i < guesses.length; i++) {
            oneHot[i * classes + guesses[i]] = 1;
        }
        ArrayExamples data = new ArrayExamples(oneHot, Golden.floats(golden.get("truth")), classes);
        // W = identity, b = 0: the row's one is the winner
        float[] identity = new float[classes * classes + classes];
        for (int c = 0; c < classes; c++) {
            identity[c * classes + c] = 1;
        }
        Shape shape = ArrayExamples.shape(classes, classes);
        Evaluation evaluation = tally(new Softmax(), shape, identity, data, 3).evaluation(Task.CLASSIFICATION);
        assertThat(evaluation.accuracy()).isEqualTo(golden.get("accuracy").asDouble(), within(1e-12));
        assertThat(evaluation.rmse()).isNaN();
        assertThat(evaluation.r2()).isNaN();
    }
}
