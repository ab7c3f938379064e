package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.file.RecordJson;
import dev.parley.num.ParamVector;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients that are bounded row by row against Opacus's in float64: golden/dp.json, within 1e-5 of max(1, |x|). */
class GoldenClippedTest {
    private static final double TOLERANCE = 1e-5;

    static Stream<Arguments> cases() {
        return Golden.each(Golden.file("dp.json").get("cases"))
                .map(golden -> Arguments.of(golden.get("name").asText(), golden));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void normsAndSumsAreThoseOfOpacus(String name, JsonNode golden) {
        Model model = (Model) RecordJson.read(Model.class, golden.get("model"), name);
        ArrayExamples data = ArrayExamples.of(golden);
        Shape flat = ArrayExamples.shape(data.width(), golden.get("classes").asInt());
        Shape shape = new Shape(
                flat.task(),
                flat.width(),
                Arrays.stream(Golden.ints(golden.get("image"))).boxed().toList(),
                flat.classes(),
                flat.target());
        int[] rows = IntStream.range(0, data.size()).toArray();
        double[] norms = Golden.doubles(golden.get("norms"));
        try (Learner learner = model.open(shape, 4);
                ParamVector params = ParamVector.of(model.layout(shape), Golden.floats(golden.get("parameters")));
                ParamVector sum = ParamVector.zeros(model.layout(shape))) {
            for (int row : rows) {
                learner.addClipped(data, rows, row, 1, Double.POSITIVE_INFINITY, 1, params, sum.fill(0));
                assertThat(sum.norm()).isEqualTo(norms[row], within(TOLERANCE * Math.max(1, norms[row])));
            }
            double clip = golden.get("clip").asDouble();
            learner.addClipped(data, rows, 0, rows.length, clip, 1, params, sum.fill(0));
            assertThat(Golden.distance(sum.toArray(), Golden.doubles(golden.get("sum"))))
                    .isLessThan(TOLERANCE);
        }
    }
}
