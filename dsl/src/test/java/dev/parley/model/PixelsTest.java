package dev.parley.model;

import static dev.parley.Layers.dense;
import static dev.parley.Layers.flatten;
import static dev.parley.Layers.relu;
import static dev.parley.Layers.sigmoid;
import static dev.parley.Parley.mlp;
import static dev.parley.Parley.sequential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Examples;
import dev.parley.example.Pixels;
import dev.parley.example.Shape;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Images kept as bytes, of which pixels that are 0 in a whole batch are left out, against the same rows as floats. */
class PixelsTest {
    private static final int UNITS = 70;

    /** Models whose first layer leaves pixels out, and two where a layer before it makes something of the zeros. */
    private static final List<Model> MODELS = List.of(
            mlp(UNITS),
            sequential(flatten(), dense(UNITS), relu(), dense(64), relu(), dense()),
            sequential(relu(), dense(UNITS), relu(), dense()),
            sequential(sigmoid(), dense(UNITS), relu(), dense()));

    /** Some pixels are 0 in all rows, some rows are 0 in all pixels. */
    private static Examples draw(UniformRandomProvider random, int rows, int width) {
        byte[] pixels = new byte[rows * width];
        boolean[] blank = new boolean[width];
        for (int i = 0; i < width; i++) {
            blank[i] = random.nextInt(3) > 0;
        }
        double share = List.of(0.0, 0.1, 1.0).get(random.nextInt(3));
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++) {
            y[row] = random.nextInt(3);
            boolean isBlank = random.nextInt(5) == 0;
            for (int i = 0; i < width; i++) {
                boolean isSome = !isBlank && !blank[i] && random.nextDouble() < share;
                pixels[row * width + i] = (byte) (isSome ? random.nextInt(256) : 0);
            }
        }
        return Pixels.of(pixels, y, width);
    }

    @TestFactory
    Stream<DynamicTest> lossGradientAndOutputsAreThoseOfFloats() {
        return Cases.of(60, random -> {
            int width = 1 + random.nextInt(150);
            Examples images = draw(random, 1 + random.nextInt(90), width);
            ArrayExamples floats = Pixels.floats(images);
            int n = images.size();
            int[] rows = IntStream.range(0, n).map(i -> random.nextInt(n)).toArray();
            Shape shape = ArrayExamples.shape(width, 3);
            Model model = MODELS.get(random.nextInt(MODELS.size()));
            try (Learner learner = model.open(shape, n);
                    Learner other = model.open(shape, n);
                    ParamVector params = model.initial(shape, new Seed(random.nextLong()));
                    ParamVector found = ParamVector.zeros(params.layout());
                    ParamVector expected = ParamVector.zeros(params.layout())) {
                // pixels of an earlier batch must not stay behind
                learner.addGradient(images, rows, 0, 1, 1, params, found);
                found.fill(0);
                double loss = learner.addGradient(images, rows, 0, n, 1, params, found);
                double same = other.addGradient(floats, rows, 0, n, 1, params, expected);
                assertThat(loss).isEqualTo(same, within(1e-5));
                assertThat(found.minus(expected).norm()).isLessThan(1e-5 * Math.max(1, expected.norm()));
                float[] outputs = new float[n * 3];
                float[] alike = new float[n * 3];
                learner.predict(images, rows, 0, n, params, outputs);
                other.predict(floats, rows, 0, n, params, alike);
                assertThat(outputs).containsExactly(alike, within(1e-5f));
            }
        });
    }

    @Test
    void theGradientOfAPixelThatNoRowHasIsExactlyZero() {
        int width = 40;
        byte[] pixels = new byte[12 * width];
        pixels[3 * width + 17] = 9;
        Examples images = Pixels.of(pixels, new float[12], width);
        int[] rows = IntStream.range(0, 12).toArray();
        Shape shape = ArrayExamples.shape(width, 3);
        try (Learner learner = mlp(UNITS).open(shape, 12);
                ParamVector params = mlp(UNITS).initial(shape, new Seed(1));
                ParamVector gradient = ParamVector.zeros(params.layout());
                ParamVector stepped = params.copy()) {
            learner.addGradient(images, rows, 0, 12, 1, params, gradient);
            learner.addGradient(images, rows, 0, 12, -0.5, stepped, stepped);
            assertThat(params.layout().slots().get(0).shape()).containsExactly(width, UNITS);
            double one = 0;
            for (int i = 0; i < width * UNITS; i++) {
                if (i / UNITS == 17) {
                    one += Math.abs(gradient.at(i));
                } else {
                    assertThat(gradient.at(i)).isZero();
                    assertThat(stepped.at(i)).isEqualTo(params.at(i));
                }
            }
            assertThat(one).isPositive();
        }
    }

    @Test
    void aPixelThatNoRowHasIsZeroWhateverItsWeights() {
        int width = 100;
        byte[] pixels = new byte[width];
        pixels[90] = 1;
        Examples images = Pixels.of(pixels, new float[1], width);
        Shape shape = ArrayExamples.shape(width, 3);
        try (Learner learner = mlp(UNITS).open(shape, 1);
                ParamVector params = mlp(UNITS).initial(shape, new Seed(1))) {
            float[] outputs = new float[3];
            float[] values = params.toArray();
            values[5 * UNITS] = Float.NaN;
            assertThat(learner.predict(images, new int[1], 0, 1, ParamVector.of(params.layout(), values), outputs))
                    .isFinite();
            values[90 * UNITS] = Float.NaN;
            assertThat(learner.predict(images, new int[1], 0, 1, ParamVector.of(params.layout(), values), outputs))
                    .isNaN();
        }
    }

    @Test
    void weightsStartTheSameInEitherOrder() {
        Shape shape = ArrayExamples.shape(7, 2);
        float[] few = new float[63 * 7];
        dense(63).initial().fill(few, 7, 63, new Seed(4).at("initial", 1));
        assertThat(mlp(63).initial(shape, new Seed(4)).toArray()).startsWith(few);
        float[] many = new float[64 * 7];
        dense(64).initial().fill(many, 7, 64, new Seed(4).at("initial", 1));
        ParamVector params = mlp(64).initial(shape, new Seed(4));
        for (int unit = 0; unit < 64; unit++) {
            for (int input = 0; input < 7; input++) {
                assertThat(params.at(input * 64 + unit)).isEqualTo(many[unit * 7 + input]);
            }
        }
    }
}
