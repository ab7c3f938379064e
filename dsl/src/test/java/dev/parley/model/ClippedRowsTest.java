package dev.parley.model;

import static dev.parley.Layers.*;
import static dev.parley.Parley.cnn;
import static dev.parley.Parley.linear;
import static dev.parley.Parley.logistic;
import static dev.parley.Parley.mlp;
import static dev.parley.Parley.sequential;
import static dev.parley.Parley.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sums of bounded gradients against rows that are trained one at a time, each alone in its batch. */
class ClippedRowsTest {
    private static final List<Integer> IMAGE = List.of(8, 7, 2);
    private static final int WIDTH = 8 * 7 * 2;

    private static final Map<String, Model> MODELS = Map.ofEntries(
            Map.entry("linear", linear()),
            Map.entry("logistic", logistic()),
            Map.entry("softmax", softmax()),
            Map.entry("mlp, narrow and wide", mlp(70, 9)),
            Map.entry("dense, tanh, sigmoid", sequential(dense(12), tanh(), dense(80), sigmoid(), dense())),
            Map.entry(
                    "conv, tanh",
                    sequential(conv(3, 3), tanh(), conv(4, 2).valid().stride(2), sigmoid(), dense())),
            Map.entry("avgPool", sequential(avgPool(2), conv(5, 3), avgPool(2).stride(1), flatten(), dense())),
            Map.entry("maxPool, relu", sequential(conv(4, 3), relu(), maxPool(2), dense(6), relu(), dense())),
            Map.entry("overlapping maxPool", sequential(conv(4, 3), maxPool(3).stride(2), relu(), dense())),
            Map.entry("embedding", sequential(embedding(6, 4), tanh(), dense(5), relu(), dense())),
            Map.entry("embedding, conv", sequential(embedding(6, 4), conv(3, 1), relu(), dense())),
            Map.entry("cnn", cnn()));

    /** Rows for a model; those of an embedding hold few different numbers, so that most are looked up more than once. */
    private record Case(Model model, Shape shape, ArrayExamples data, int[] rows, ParamVector params) {
        static Case draw(String name, Model model, UniformRandomProvider random) {
            int classes = model instanceof Linear ? 0 : model instanceof Logistic ? 2 : 3;
            int count = 1 + random.nextInt(name.equals("cnn") ? 5 : 40);
            float[] x = Cases.floats(random, count * WIDTH, 2);
            float[] y = Cases.floats(random, count, 3);
            for (int i = 0; i < x.length && name.startsWith("embedding"); i++) {
                x[i] = random.nextInt(6);
            }
            for (int i = 0; i < count && classes > 0; i++) {
                y[i] = random.nextInt(classes);
            }
            Shape flat = ArrayExamples.shape(WIDTH, classes);
            Shape shape = new Shape(flat.task(), WIDTH, IMAGE, flat.classes(), flat.target());
            ParamVector params = model.initial(shape, new Seed(random.nextLong()));
            params.add(0.1, ParamVector.of(params.layout(), Cases.floats(random, params.length(), 1)));
            int[] rows = IntStream.range(0, count).toArray();
            return new Case(model, shape, new ArrayExamples(x, y, WIDTH), rows, params);
        }

        /** The gradient of one row alone. */
        ParamVector alone(Learner learner, int row) {
            ParamVector gradient = ParamVector.zeros(params.layout());
            learner.addGradient(data, new int[] {row}, 0, 1, 1, params, gradient);
            return gradient;
        }
    }

    @TestFactory
    Stream<DynamicTest> eachRowIsBoundedAsIfItWereAlone() {
        return MODELS.entrySet().stream()
                .flatMap(each -> Cases.of(4, random -> check(Case.draw(each.getKey(), each.getValue(), random), random))
                        .map(test -> DynamicTest.dynamicTest(
                                each.getKey() + ", " + test.getDisplayName(), test.getExecutable())));
    }

    private static void check(Case one, UniformRandomProvider random) {
        try (Learner learner = one.model().open(one.shape(), 20)) {
            double[] norms = IntStream.of(one.rows())
                    .mapToDouble(row -> one.alone(learner, row).norm())
                    .toArray();
            double clip = norms[random.nextInt(norms.length)] * 1.001; // some are shortened and some are not
            ParamVector expected = ParamVector.of(
                    one.params().layout(), Cases.floats(random, one.params().length(), 1));
            ParamVector sum = expected.copy();
            for (int row : one.rows()) {
                expected.add(-0.5 * Math.min(1, clip / norms[row]), one.alone(learner, row));
            }
            learner.addClipped(one.data(), one.rows(), 0, one.rows().length, clip, -0.5, one.params(), sum);
            assertThat(sum.minus(expected).norm()).isLessThan(2e-6 * (expected.norm() + 0.5 * clip * norms.length));
        }
    }

    /** Central differences along the sum with as much noise added; losses are float32's, so a thousandth can be asked. */
    @TestFactory
    Stream<DynamicTest> withoutABoundItIsTheSlopeOfTheSummedLoss() {
        return MODELS.entrySet().stream()
                .filter(each -> !each.getValue().toString().matches(".*(relu|cnn).*")) // these have many kinks
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> slope(each.getKey(), each.getValue())));
    }

    private static void slope(String name, Model model) {
        UniformRandomProvider random = new Seed(11).random();
        Case one = Case.draw(name, model, random);
        int n = one.rows().length;
        double step = 2e-3;
        try (Learner learner = model.open(one.shape(), n)) {
            ParamVector sum = ParamVector.zeros(one.params().layout());
            learner.addClipped(one.data(), one.rows(), 0, n, Double.POSITIVE_INFINITY, 1, one.params(), sum);
            ParamVector noise = ParamVector.of(
                    sum.layout(), Cases.floats(random, one.params().length(), 1));
            ParamVector along = sum.plus(noise.times(sum.norm() / noise.norm()));
            ParamVector unit = along.times(1 / along.norm());
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                ParamVector moved = one.params().copy().add(side == 0 ? -step : step, unit);
                ParamVector unused = ParamVector.zeros(sum.layout());
                losses[side] = n * learner.addGradient(one.data(), one.rows(), 0, n, 1, moved, unused);
            }
            double expected = sum.dot(unit);
            assertThat(expected).isGreaterThan(0.01);
            assertThat((losses[1] - losses[0]) / (2 * step)).isEqualTo(expected, within(5e-3 * Math.max(1, expected)));
        }
    }

    @Test
    void aRowThatIsNoNumberAddsNothing() {
        for (Model model : List.of(mlp(70, 9), sequential(conv(3, 3), relu(), dense()))) {
            Case one = Case.draw("model", model, new Seed(2).random());
            float[] x = new float[3 * WIDTH];
            System.arraycopy(Cases.floats(new Seed(3).random(), 2 * WIDTH, 1), 0, x, WIDTH, 2 * WIDTH);
            x[0] = Float.NaN;
            ArrayExamples data = new ArrayExamples(x, new float[] {0, 1, 2}, WIDTH);
            try (Learner learner = model.open(one.shape(), 8)) {
                ParamVector all = ParamVector.zeros(one.params().layout());
                ParamVector others = ParamVector.zeros(one.params().layout());
                learner.addClipped(data, new int[] {0, 1, 2}, 0, 3, 1, 1, one.params(), all);
                learner.addClipped(data, new int[] {1, 2}, 0, 2, 1, 1, one.params(), others);
                assertThat(others.norm()).isGreaterThan(0.1);
                assertThat(all.minus(others).norm()).as(model.toString()).isLessThan(1e-6);
            }
        }
    }

    @Test
    void aBatchThatIsNormalizedSaysWhyItCannot() {
        Shape shape = new Shape(
                ArrayExamples.shape(WIDTH, 3).task(),
                WIDTH,
                IMAGE,
                ArrayExamples.shape(WIDTH, 3).classes(),
                "y");
        assertThat(sequential(conv(4, 3), batchNorm(), dense()).rowsObjection(shape))
                .contains("batchNorm() takes statistics of all rows of a batch together, so that each row changes the"
                        + " gradients of the others");
        assertThat(cnn().rowsObjection(shape)).isEmpty();
    }

    @Test
    void noRowsAddNothing() {
        Case one = Case.draw("mlp", mlp(5), new Seed(1).random());
        try (Learner learner = one.model().open(one.shape(), 8)) {
            ParamVector sum = one.params().copy();
            learner.addClipped(one.data(), one.rows(), 0, 0, 1, 1, one.params(), sum);
            assertThat(sum.toArray()).isEqualTo(one.params().toArray());
        }
    }
}
