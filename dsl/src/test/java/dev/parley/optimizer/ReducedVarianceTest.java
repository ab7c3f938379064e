package dev.parley.optimizer;

import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cases;
import dev.parley.Golden;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients less those of the same rows at a fixed point. */
class ReducedVarianceTest {
    private static final Shape SHAPE = ArrayExamples.shape(4, 3);
    private static final ArrayExamples DATA =
            new ArrayExamples(Cases.floats(new Seed(5).random(), 40, 1), new float[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0}, 4);
    private static final int[] ROWS = {3, 7, 1, 9, 0, 4};

    static Stream<Model> models() {
        return Stream.of(
                softmax(),
                mlp(5),
                sequential(dense(6), dropout(0.5), relu(), dense()),
                sequential(dense(6), batchNorm(), tanh(), dense()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void areNothingAtThePointItself(Model model) {
        try (Learner learner = model.open(SHAPE, 8);
                ParamVector x = model.initial(SHAPE, new Seed(1));
                ParamVector sum = ParamVector.zeros(x.layout())) {
            Learner reduced = new ReducedVariance(learner, x);
            reduced.begin(new Seed(3));
            for (int step = 0; step < 3; step++) {
                reduced.addGradient(DATA, ROWS, 2 * step, 2, 1, x, sum);
                assertThat(sum.norm()).isLessThan(1e-6);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void areTheDifferenceElsewhereByTheSameDraws(Model model) {
        try (Learner learner = model.open(SHAPE, 8);
                Learner other = model.open(SHAPE, 8);
                ParamVector x = model.initial(SHAPE, new Seed(1));
                ParamVector w = moved(x);
                ParamVector sum = ParamVector.zeros(x.layout());
                ParamVector difference = ParamVector.zeros(x.layout())) {
            Seed seed = new Seed(3);
            Learner reduced = new ReducedVariance(learner, x);
            reduced.begin(seed);
            for (int step = 0; step < 2; step++) {
                double loss = reduced.addGradient(DATA, ROWS, 3 * step, 3, 0.5, w, sum);
                other.begin(seed.at("step", step));
                other.addGradient(DATA, ROWS, 3 * step, 3, -0.5, x, difference);
                other.begin(seed.at("step", step));
                assertThat(loss).isEqualTo(other.addGradient(DATA, ROWS, 3 * step, 3, 0.5, w, difference));
                assertThat(sum.toArray()).isEqualTo(difference.toArray());
            }
            assertThat(sum.norm()).isGreaterThan(0.01);
            ParamVector statistics = w.copy();
            reduced.updateStatistics(w);
            other.updateStatistics(statistics);
            assertThat(Golden.distance(w.toArray(), toDoubles(statistics))).isZero();
        }
    }

    private static ParamVector moved(ParamVector x) {
        return ParamVector.of(x.layout(), Cases.floats(new Seed(7).random(), x.length(), 1));
    }

    private static double[] toDoubles(ParamVector vector) {
        float[] values = vector.toArray();
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
