package dev.parley.model;

import static dev.parley.Layers.*;
import static dev.parley.Parley.cnn;
import static dev.parley.Parley.sequential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Gradients against central differences of the loss, along the gradient with as much noise added: a slope that is
 * wrong in any array, by sign, scale or place, shows. Losses are float32's, so a thousandth is what can be asked.
 */
class LayerGradientsTest {
    private static final double STEP = 2e-3;
    private static final double TOLERANCE = 5e-3;

    private static final Map<String, Model> MODELS = Map.of(
            "conv, tanh", sequential(conv(3, 3), tanh(), conv(4, 2).valid().stride(2), sigmoid(), dense()),
            "avgPool", sequential(avgPool(2), conv(5, 3), tanh(), avgPool(2).stride(1), flatten(), dense()),
            "maxPool, relu", sequential(conv(4, 3), relu(), maxPool(2), dense(6), relu(), dense()),
            "overlapping maxPool, relu",
                    sequential(conv(4, 3), maxPool(3).stride(2), relu(), dense(6), tanh(), dense()),
            "uneven maxPool", sequential(conv(3, 3), tanh(), maxPool(2).stride(3), conv(3, 2), maxPool(2), dense()),
            "relu, avgPool", sequential(conv(4, 3), relu(), avgPool(2), dense()),
            "batchNorm of images", sequential(conv(4, 3), batchNorm(), tanh(), dense()),
            "batchNorm of rows", sequential(dense(9), batchNorm(), sigmoid(), dense()),
            "dropout", sequential(dense(20), tanh(), dropout(0.4), dense(10), dropout(0.2), dense()),
            "cnn", cnn());

    @TestFactory
    Stream<DynamicTest> theGradientIsTheLossesSlope() {
        return ImageCase.of(MODELS, LayerGradientsTest::check);
    }

    private static void check(Model model, UniformRandomProvider random) {
        ImageCase images = ImageCase.drawn(random);
        ArrayExamples data = images.data();
        Shape shape = images.shape();
        int[] rows = images.rows();
        int count = rows.length;
        try (Learner learner = model.open(shape, count);
                ParamVector params = model.initial(shape, new Seed(random.nextLong()));
                ParamVector gradient = ParamVector.zeros(params.layout());
                ParamVector unused = ParamVector.zeros(params.layout())) {
            learner.begin(new Seed(5));
            learner.addGradient(data, rows, 0, count, 1, params, gradient);
            ParamVector unit = ImageCase.along(gradient, random);
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                learner.begin(new Seed(5)); // the same dropout
                ParamVector moved = params.copy().add(side == 0 ? -STEP : STEP, unit);
                losses[side] = learner.addGradient(data, rows, 0, count, 1, moved, unused);
            }
            double expected = gradient.dot(unit);
            assertThat(expected).isGreaterThan(0.01);
            assertThat((losses[1] - losses[0]) / (2 * STEP))
                    .isEqualTo(expected, within(TOLERANCE * Math.max(1, expected)));
        }
    }
}
