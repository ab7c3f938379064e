package dev.parley.optimizer;

import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.model.ImageCase;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.model.RepresentationLoss;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The model-contrastive term: its gradient against differences, by the representations and by all parameters. */
class ContrastTest {
    private static final double STEP = 2e-3;
    private static final double TOLERANCE = 5e-3;
    private static final Map<String, Model> MODELS = Map.of(
            "mlp", mlp(9, 7),
            "conv", sequential(conv(3, 3), tanh(), maxPool(2), flatten(), dense(6), tanh(), dense()),
            "projection", sequential(dense(12), batchNorm(), tanh(), dropout(0.3), dense(8), relu(), dense(5), dense()),
            "cnn", cnn());

    /** The mean of -log(e^(c+/T) / (e^(c+/T) + e^(c-/T))) over rows, in double as it is written. */
    private static double loss(float[] z, float[] near, float[] far, int n, int size, double temperature) {
        double sum = 0;
        for (int row = 0; row < n; row++) {
            double positive = Math.exp(cosine(z, near, row, size) / temperature);
            double negative = Math.exp(cosine(z, far, row, size) / temperature);
            sum -= Math.log(positive / (positive + negative));
        }
        return sum / n;
    }

    private static double cosine(float[] a, float[] b, int row, int size) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = row * size; i < (row + 1) * size; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    private static Contrast of(double mu, double temperature, float[] near, float[] far, int size) {
        float[] ways = near.clone();
        Directions.between(ways, far, near.length / size, size);
        return new Contrast(mu, temperature, ways, row -> row);
    }

    @TestFactory
    Stream<DynamicTest> itsGradientIsItsSlope() {
        return Cases.of(30, random -> {
            int n = 1 + random.nextInt(4);
            int size = 2 + random.nextInt(6);
            double mu = 0.5 + random.nextDouble();
            double temperature = 0.1 + random.nextDouble();
            float[] z = Cases.floats(random, n * size, 1);
            float[] near = Cases.floats(random, n * size, 1);
            float[] far = Cases.floats(random, n * size, 1);
            float[] gradient = new float[n * size];
            of(mu, temperature, near, far, size).addGradient(z, n, size, 0, gradient);
            for (int i = 0; i < z.length; i++) {
                float at = z[i];
                z[i] = at + 1e-3f;
                double above = loss(z, near, far, n, size, temperature);
                z[i] = at - 1e-3f;
                double below = loss(z, near, far, n, size, temperature);
                z[i] = at;
                assertThat((double) gradient[i]).isCloseTo(mu * (above - below) / 2e-3, within(5e-3));
            }
        });
    }

    @Test
    void rowsOfZerosTeachNothingAndTheFirstRowIsFound() {
        float[] near = {1, 0, 0, 1, 1, 1};
        float[] far = {0, 1, 1, 0, 0, 0};
        float[] gradient = new float[4];
        of(1, 0.5, near, far, 2).addGradient(new float[] {0, 0, 1, 0}, 2, 2, 1, gradient);
        assertThat(gradient[0]).isZero();
        assertThat(gradient[1]).isZero();
        // z = (1, 0), z+ = (1, 1), z- = 0: c+ = 1/sqrt(2), c- = 0; -(1/T) sigma(-c+/T) dc+/dz / n, dc+/dz = (0,
        // 1/sqrt(2))
        double slope = 1 / (0.5 * 2) / (1 + Math.exp(Math.sqrt(0.5) / 0.5));
        assertThat((double) gradient[2]).isCloseTo(0, within(1e-6));
        assertThat((double) gradient[3]).isCloseTo(-slope * Math.sqrt(0.5), within(1e-6));
    }

    @TestFactory
    Stream<DynamicTest> itGoesBackIntoAllLayers() {
        return ImageCase.of(MODELS, ContrastTest::check);
    }

    private static void check(Model model, UniformRandomProvider random) {
        ImageCase images = ImageCase.drawn(random);
        ArrayExamples data = images.data();
        Shape shape = images.shape();
        int[] rows = images.rows();
        int count = rows.length;
        double mu = 2;
        double temperature = 0.5;
        int size = model.representation(shape);
        try (Learner learner = model.open(shape, count);
                ParamVector params = model.initial(shape, new Seed(random.nextLong()));
                ParamVector near = model.initial(shape, new Seed(random.nextLong()));
                ParamVector far = model.initial(shape, new Seed(random.nextLong()));
                ParamVector plain = ParamVector.zeros(params.layout());
                ParamVector gradient = ParamVector.zeros(params.layout());
                ParamVector unused = ParamVector.zeros(params.layout())) {
            assertThat(learner.representation()).isEqualTo(size).isPositive();
            float[] byNear = new float[count * size];
            float[] byFar = new float[count * size];
            learner.represent(data, rows, 0, count, near, byNear);
            learner.represent(data, rows, 0, count, far, byFar);
            learner.begin(new Seed(5));
            learner.addGradient(data, rows, 0, count, 1, params, plain);
            Learner contrasted = new ContrastedLearner(learner, data.party(), mu, temperature, near, far);
            contrasted.begin(new Seed(5));
            contrasted.addGradient(data, rows, 0, count, 1, params, gradient);
            ParamVector term = gradient.minus(plain);
            ParamVector unit = ImageCase.along(term, random);
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                int at = side;
                RepresentationLoss told =
                        (z, n, wide, first, into) -> losses[at] = mu * loss(z, byNear, byFar, n, wide, temperature);
                learner.begin(new Seed(5)); // the same dropout
                ParamVector moved = params.copy().add(side == 0 ? -STEP : STEP, unit);
                learner.addGradient(data, rows, 0, count, 1, moved, unused, told);
            }
            double expected = term.dot(unit);
            assertThat(expected).isGreaterThan(0.01);
            assertThat((losses[1] - losses[0]) / (2 * STEP))
                    .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void whatIsKeptForARoundIsWhatEachBatchNeeds() {
        UniformRandomProvider random = new Seed(3).random();
        int count = 21;
        ArrayExamples data = new ArrayExamples(Cases.floats(random, count * 6, 1), new float[count], 6);
        Shape shape = ArrayExamples.shape(6, 3);
        Model model = mlp(9, 7);
        int[] rows = data.party().rows();
        new Seed(4).shuffle(rows);
        try (Learner learner = model.open(shape, 8);
                ParamVector params = model.initial(shape, new Seed(5));
                ParamVector near = model.initial(shape, new Seed(6));
                ParamVector far = model.initial(shape, new Seed(7));
                ParamVector plain = ParamVector.zeros(params.layout());
                ParamVector kept = ParamVector.zeros(params.layout());
                ParamVector anew = ParamVector.zeros(params.layout())) {
            long all = (long) count * learner.representation();
            Learner once =
                    new ContrastedLearner(learner, 2, 0.5, new Directions(learner, data.party(), near, far, all));
            Learner each =
                    new ContrastedLearner(learner, 2, 0.5, new Directions(learner, data.party(), near, far, all - 1));
            for (int from : new int[] {0, 8, 16}) {
                int size = Math.min(8, count - from);
                learner.addGradient(data, rows, from, size, 1, params, plain);
                once.addGradient(data, rows, from, size, 1, params, kept);
                each.addGradient(data, rows, from, size, 1, params, anew);
            }
            assertThat(kept.minus(plain).norm()).isGreaterThan(0.01);
            assertThat(kept.minus(anew).norm() / kept.norm()).isLessThan(1e-5);
        }
    }
}
