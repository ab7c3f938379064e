package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.Golden;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Laws of the learner of every model, on random data, sizes and batches. */
class LearnerLawsTest {
    private static final double TOLERANCE = 1e-5;

    /** A model, data it fits, and rows in no order, some more than once, of which a part is the batch. */
    private record Case(
            Model model, Shape shape, ArrayExamples data, int[] rows, int from, int count, ParamVector params) {
        static Case draw(UniformRandomProvider random) {
            int width = 1 + random.nextInt(9);
            int kind = random.nextInt(6);
            int classes = List.of(0, 2, 2 + random.nextInt(5), 0, 2, 2 + random.nextInt(5))
                    .get(kind);
            Model model = switch (kind) {
                case 0 -> new Linear();
                case 1 -> new Logistic();
                case 2 -> new Softmax();
                default ->
                    new Mlp(IntStream.range(0, 1 + random.nextInt(3))
                            .mapToObj(layer -> units(1 + random.nextInt(12)))
                            .toList());
            };
            int size = 1 + random.nextInt(100);
            float[] y = Cases.floats(random, size, 3);
            for (int i = 0; i < size && classes > 0; i++) {
                y[i] = random.nextInt(classes);
            }
            int[] rows = IntStream.range(0, 1 + random.nextInt(150))
                    .map(i -> random.nextInt(size))
                    .toArray();
            int from = random.nextInt(rows.length);
            Shape shape = ArrayExamples.shape(width, classes);
            int length = model.layout(shape).length();
            return new Case(
                    model,
                    shape,
                    new ArrayExamples(Cases.floats(random, size * width, 2), y, width),
                    rows,
                    from,
                    1 + random.nextInt(rows.length - from),
                    ParamVector.of(model.layout(shape), Cases.floats(random, length, 1)));
        }

        /** Some layers have as many as it takes for another order of the weights. */
        private static int units(int drawn) {
            return drawn == 12 ? 64 + drawn : drawn;
        }

        /** A learner with room for more rows than the batch has. */
        Learner open() {
            return model.open(shape, count + 3);
        }

        PlainNetwork plain() {
            List<Integer> sizes = new ArrayList<>(List.of(shape.width()));
            model.layout(shape).slots().stream()
                    .filter(slot -> slot.name().endsWith("bias"))
                    .forEach(slot -> sizes.add(slot.length()));
            return new PlainNetwork(sizes, ((Layered) model).loss(shape));
        }

        double[] point() {
            float[] values = params.toArray();
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }

        double add(Learner learner, double scale, ParamVector at, ParamVector into) {
            return learner.addGradient(data, rows, from, count, scale, at, into);
        }

        double predict(Learner learner, float[] into) {
            return learner.predict(data, rows, from, count, params, into);
        }
    }

    @TestFactory
    Stream<DynamicTest> theLossIsThatOfPlainLoopsInDouble() {
        return Cases.of(100, random -> {
            Case one = Case.draw(random);
            double expected = one.plain().loss(one.point(), one.data(), one.rows(), one.from(), one.count());
            try (Learner learner = one.open()) {
                double loss = one.predict(learner, new float[one.count() * learner.outputs()]);
                assertThat(loss).isEqualTo(expected, within(TOLERANCE * Math.max(1, expected)));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theGradientIsThatOfFiniteDifferences() {
        return Cases.of(100, random -> {
            Case one = Case.draw(random);
            double[] expected = one.plain().gradient(one.point(), one.data(), one.rows(), one.from(), one.count());
            try (Learner learner = one.open();
                    ParamVector gradient = ParamVector.zeros(one.params().layout())) {
                one.add(learner, 1, one.params(), gradient);
                assertThat(Golden.distance(gradient.toArray(), expected))
                        .as(one.model() + ", largest relative difference")
                        .isLessThan(TOLERANCE);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aStepInPlaceIsTheGradientScaledAndAdded() {
        return Cases.of(50, random -> {
            Case one = Case.draw(random);
            try (Learner learner = one.open();
                    ParamVector gradient = ParamVector.zeros(one.params().layout());
                    ParamVector stepped = one.params().copy()) {
                double before = one.add(learner, 1, one.params(), gradient);
                double returned = one.add(learner, -0.1, stepped, stepped);
                ParamVector expected = one.params().copy().add(-0.1, gradient);
                assertThat(returned).isEqualTo(before);
                assertThat(expected.minus(stepped).norm()).isLessThan(1e-6 * Math.max(1, expected.norm()));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theGradientIsAddedToWhatIsThere() {
        return Cases.of(50, random -> {
            Case one = Case.draw(random);
            try (Learner learner = one.open();
                    ParamVector gradient = ParamVector.zeros(one.params().layout());
                    ParamVector twice = one.params().copy()) {
                one.add(learner, 1, one.params(), gradient);
                one.add(learner, 2, one.params(), twice);
                one.add(learner, -2, one.params(), twice);
                assertThat(twice.minus(one.params()).norm())
                        .isLessThan(1e-6
                                * Math.max(1, gradient.norm() + one.params().norm()));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aUsedLearnerGivesTheSameBitsAsAFreshOne() {
        return Cases.of(50, random -> {
            Case one = Case.draw(random);
            try (Learner used = one.open();
                    Learner fresh = one.open();
                    ParamVector other = one.params().times(3);
                    ParamVector first = ParamVector.zeros(one.params().layout());
                    ParamVector second = ParamVector.zeros(one.params().layout())) {
                one.add(used, 1, other, other);
                used.addGradient(one.data(), one.rows(), 0, 1, 1, other, other);
                one.predict(used, new float[one.count() * used.outputs()]);
                one.add(used, 1, one.params(), first);
                one.add(fresh, 1, one.params(), second);
                assertThat(first.toArray()).isEqualTo(second.toArray());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> probabilitiesAreFromZeroToOneAndAddUp() {
        return Cases.of(50, random -> {
            Case one = Case.draw(random);
            if (one.shape().classes().isEmpty()) {
                return;
            }
            try (Learner learner = one.open()) {
                int k = learner.outputs();
                float[] outputs = new float[one.count() * k];
                one.predict(learner, outputs);
                for (int i = 0; i < one.count(); i++) {
                    double sum = 0;
                    for (int j = 0; j < k; j++) {
                        assertThat(outputs[i * k + j]).isBetween(0f, 1f);
                        sum += outputs[i * k + j];
                    }
                    if (k > 1) {
                        assertThat(sum).isEqualTo(1, within(1e-6));
                    }
                }
            }
        });
    }

    @Test
    void lossesOfHugeScoresAreFiniteAndRight() {
        for (Model model : List.of(new Logistic(), new Softmax())) {
            Shape shape = ArrayExamples.shape(1, 2);
            // class 1 is the right one for the first row and the wrong one for the second, by a score of 1000
            ArrayExamples data = new ArrayExamples(new float[] {1000, 1000}, new float[] {1, 0}, 1);
            float[] values = model instanceof Logistic ? new float[] {1, 0} : new float[] {0, 1, 0, 0};
            try (Learner learner = model.open(shape, 2);
                    ParamVector params = ParamVector.of(model.layout(shape), values);
                    ParamVector gradient = ParamVector.zeros(params.layout())) {
                double loss = learner.addGradient(data, new int[] {0, 1}, 0, 2, 1, params, gradient);
                assertThat(loss).as(model.toString()).isEqualTo(500, within(1e-3));
                assertThat(gradient.isFinite()).isTrue();
            }
        }
    }

    @Test
    void aParameterThatIsNotANumberIsSeenInTheLoss() {
        for (Model model : List.of(new Linear(), new Logistic(), new Softmax(), new Mlp(List.of(3)))) {
            Shape shape = ArrayExamples.shape(2, model instanceof Linear ? 0 : 2);
            ArrayExamples data = new ArrayExamples(new float[] {1, 2}, new float[] {1}, 2);
            try (Learner learner = model.open(shape, 1);
                    ParamVector params = ParamVector.zeros(model.layout(shape)).fill(Double.NaN)) {
                assertThat(learner.addGradient(data, new int[] {0}, 0, 1, -1, params, params))
                        .as(model.toString())
                        .isNaN();
                assertThat(params.isFinite()).isFalse();
            }
        }
    }

    @Test
    void linearModelsStartAtZeroAndHiddenLayersWithHeNormal() {
        Seed seed = new Seed(1);
        Shape shape = ArrayExamples.shape(400, 10);
        assertThat(new Softmax().initial(shape, seed).norm()).isZero();
        Mlp mlp = new Mlp(List.of(300, 200));
        ParamVector params = mlp.initial(shape, seed);
        int[] inputs = {400, 300, 200};
        for (int l = 1; l <= 3; l++) {
            var weight = params.layout().slot("layer" + l + ".weight");
            var bias = params.layout().slot("layer" + l + ".bias");
            double sum = 0;
            double square = 0;
            for (int i = weight.offset(); i < bias.offset(); i++) {
                sum += params.at(i);
                square += (double) params.at(i) * params.at(i);
            }
            double expected = 2.0 / inputs[l - 1];
            assertThat(square / weight.length()).isEqualTo(expected, within(0.1 * expected));
            assertThat(sum / weight.length()).isEqualTo(0, within(5 * Math.sqrt(expected / weight.length())));
            for (int i = bias.offset(); i < bias.offset() + bias.length(); i++) {
                assertThat(params.at(i)).isZero();
            }
        }
        assertThat(mlp.initial(shape, seed).toArray()).isEqualTo(params.toArray());
        assertThat(mlp.initial(shape, new Seed(2)).fingerprint()).isNotEqualTo(params.fingerprint());
    }
}
