package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Examples;
import dev.parley.example.Pixels;
import dev.parley.example.Shape;
import dev.parley.file.RecordJson;
import dev.parley.num.ParamVector;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers against PyTorch's in float64: golden/layers.json, relative to max(1, |x|) within 1e-5. */
class GoldenLayersTest {
    private static final double TOLERANCE = 1e-5;

    static Stream<Arguments> cases() {
        return Golden.each(Golden.file("layers.json").get("cases"))
                .map(golden -> Arguments.of(golden.get("name").asText(), golden));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void lossGradientOutputsAndStatisticsAreThoseOfPyTorch(String name, JsonNode golden) {
        Model model = (Model) RecordJson.read(Model.class, golden.get("model"), name);
        assertThat(RecordJson.write(model)).isEqualTo(golden.get("model"));
        ArrayExamples floats = ArrayExamples.of(golden);
        Examples data = golden.has("pixels") ? Pixels.of(golden) : floats;
        Shape flat = ArrayExamples.shape(floats.width(), golden.get("classes").asInt());
        Shape shape = new Shape(
                flat.task(),
                flat.width(),
                Arrays.stream(Golden.ints(golden.get("image"))).boxed().toList(),
                flat.classes(),
                flat.target());
        assertThat(model.objection(shape)).isEmpty();
        int[] rows = IntStream.range(0, data.size()).toArray();
        // room for more rows than there are, and another batch first: nothing of it must stay behind
        try (Learner learner = model.open(shape, data.size() + 2);
                ParamVector params = ParamVector.of(model.layout(shape), Golden.floats(golden.get("parameters")));
                ParamVector gradient = ParamVector.zeros(model.layout(shape))) {
            learner.addGradient(data, rows, 1, 3, 1, params, gradient);
            gradient.fill(0);
            double loss = learner.addGradient(data, rows, 0, rows.length, 1, params, gradient);
            assertThat(loss).isEqualTo(golden.get("loss").asDouble(), within(TOLERANCE));
            near(gradient.toArray(), golden.get("gradient"));

            float[] outputs = new float[rows.length * learner.outputs()];
            learner.predict(data, rows, 0, rows.length, params, outputs);
            near(outputs, golden.get("outputs"));

            ParamVector settled = params.copy();
            learner.updateStatistics(settled);
            near(settled.toArray(), golden.get("settled"));
            settled.close();

            // plain SGD puts the gradient straight into the parameters
            ParamVector stepped = params.copy();
            learner.addGradient(data, rows, 0, rows.length, -0.5, stepped, stepped);
            ParamVector expected = params.copy().add(-0.5, gradient);
            assertThat(stepped.minus(expected).norm()).isLessThan(TOLERANCE);
        }
    }

    private static void near(float[] actual, JsonNode expected) {
        assertThat(Golden.distance(actual, Golden.doubles(expected))).isLessThan(TOLERANCE);
    }
}
