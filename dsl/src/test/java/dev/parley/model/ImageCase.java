package dev.parley.model;

import dev.parley.Cases;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;

/** A few random images of three classes, for gradients against differences. */
@SuppressWarnings("ArrayRecordComponent") // is read, and not compared
public record ImageCase(ArrayExamples data, Shape shape, int[] rows) {
    private static final List<Integer> IMAGE = List.of(8, 7, 2);

    /** Three cases of a law for each model. */
    public static Stream<DynamicTest> of(Map<String, Model> models, BiConsumer<Model, UniformRandomProvider> law) {
        return models.entrySet().stream()
                .flatMap(each -> Cases.of(3, random -> law.accept(each.getValue(), random))
                        .map(test -> DynamicTest.dynamicTest(
                                each.getKey() + ", " + test.getDisplayName(), test.getExecutable())));
    }

    public static ImageCase drawn(UniformRandomProvider random) {
        int width = IMAGE.stream().reduce(1, Math::multiplyExact);
        int count = 4 + random.nextInt(4);
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            y[i] = random.nextInt(3);
        }
        ArrayExamples data = new ArrayExamples(Cases.floats(random, count * width, 1), y, width);
        Shape flat = ArrayExamples.shape(width, 3);
        Shape shape = new Shape(flat.task(), width, IMAGE, flat.classes(), flat.target());
        return new ImageCase(data, shape, IntStream.range(0, count).toArray());
    }

    /** Unit vector along a gradient with as much noise added. */
    public static ParamVector along(ParamVector gradient, UniformRandomProvider random) {
        ParamVector noise = ParamVector.of(gradient.layout(), Cases.floats(random, gradient.length(), 1));
        ParamVector along = gradient.plus(noise.times(gradient.norm() / noise.norm()));
        return along.times(1 / along.norm());
    }
}
