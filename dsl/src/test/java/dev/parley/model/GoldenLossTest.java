package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.num.ParamVector;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses and gradients against PyTorch's in float64: golden/losses.json, relative to max(1, |x|) within 1e-5. */
class GoldenLossTest {
    private static final double TOLERANCE = 1e-5;

    private static final Map<String, Model> MODELS = Map.of(
            "linear", new Linear(),
            "logistic", new Logistic(),
            "softmax", new Softmax(),
            "mlp(8, 5)", new Mlp(java.util.List.of(8, 5)),
            "mlp(4)", new Mlp(java.util.List.of(4)));

    static Stream<Arguments> cases() {
        return Golden.each(Golden.file("losses.json").get("losses"))
                .map(golden -> Arguments.of(golden.get("model").asText(), golden));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void lossAndGradientAreThoseOfPyTorch(String name, JsonNode golden) {
        Model model = MODELS.get(name);
        ArrayExamples data = ArrayExamples.of(golden);
        Shape shape = ArrayExamples.shape(data.width(), golden.get("classes").asInt());
        int[] rows = IntStream.range(0, data.size()).toArray();
        try (Learner learner = model.open(shape, data.size());
                ParamVector params = ParamVector.of(model.layout(shape), Golden.floats(golden.get("parameters")));
                ParamVector gradient = ParamVector.zeros(model.layout(shape))) {
            double loss = learner.addGradient(data, rows, 0, rows.length, 1, params, gradient);
            float[] outputs = new float[rows.length * learner.outputs()];
            double predicted = learner.predict(data, rows, 0, rows.length, params, outputs);

            double expected = golden.get("loss").asDouble();
            assertThat(loss).isEqualTo(expected, within(TOLERANCE * Math.max(1, expected)));
            assertThat(predicted).isEqualTo(loss);
            assertThat(Golden.distance(gradient.toArray(), Golden.doubles(golden.get("gradient"))))
                    .isLessThan(TOLERANCE);
        }
    }
}
