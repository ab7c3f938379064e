package dev.parley.optimizer;

import static dev.parley.Clients.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.VectorPool;
import dev.parley.run.Run;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bound on each step's gradient. */
class GradientClipTest {
    private static final Parties DIGITS = dataset("digits").split(4, dirichlet(0.5));

    private static float[] numbers(int n, double size) {
        Random random = new Random(n);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (size * random.nextGaussian());
        }
        return values;
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1024, 1025, 5000, 300_000})
    void theFactorIsTheBoundOverTheNorm(int n) {
        float[] values = numbers(n, 0.01);
        Layout layout = Layout.empty().then("w", n);
        try (ParamVector gradient = ParamVector.of(layout, values)) {
            double norm = norm(values);
            assertThat((double) new GradientClip(norm / 3, layout).factor(gradient))
                    .isCloseTo(1 / 3.0, within(1e-5));
            assertThat(new GradientClip(norm * 1.001, layout).factor(gradient)).isEqualTo(1);
            assertThat(new GradientClip(0, layout).factor(gradient)).isEqualTo(1);
        }
    }

    @Test
    void onlyLearnedArraysCount() {
        Layout layout = Layout.empty()
                .then("w", 3)
                .then("mean", Role.STATISTIC, 2)
                .then("frozen", Role.FROZEN, 1)
                .then("b", 1);
        try (ParamVector gradient = ParamVector.of(layout, new float[] {2, 0, 4, 100, 100, 100, 4})) {
            assertThat(new GradientClip(3, layout).factor(gradient)).isEqualTo(0.5f);
        }
    }

    @Test
    void squaresThatAreNoFloatsAreClippedToo() {
        Layout layout = Layout.empty().then("w", 2);
        try (ParamVector gradient = ParamVector.of(layout, new float[] {3e30f, 4e30f})) {
            assertThat((double) new GradientClip(1, layout).factor(gradient) * 5e30)
                    .isCloseTo(1, within(1e-6));
        }
    }

    /** By hand: |(3, 4)| = 5 is clipped to 1 before decay 0.5 of w = (2, 2) and a shift of (1, 0). */
    @Test
    void decayAndCorrectionsComeBehindTheBound() {
        Layout layout = Layout.empty().then("w", 2);
        try (VectorPool pool = new VectorPool();
                ParamVector w = ParamVector.of(layout, new float[] {2, 2});
                ParamVector gradient = ParamVector.of(layout, new float[] {3, 4});
                ParamVector shift = ParamVector.of(layout, new float[] {1, 0});
                StepRule rule = SgdRule.of(0.9, 0.5, 1, List.of(Correction.shift(shift)), layout, pool)
                        .orElseThrow()) {
            rule.step(w, gradient, 0.1);
            // g = (0.6, 0.8) + (1, 1) + (1, 0)
            assertThat(w.toArray()).containsExactly(new float[] {2 - 0.26f, 2 - 0.18f}, within(1e-6f));
            assertThat(gradient.toArray()).containsExactly(0, 0);
        }
    }

    @Test
    void aBoundThatNoGradientReachesChangesNoBit() {
        for (List<? extends ClientAlgorithm> pair : List.of(
                List.of(localSgd(0.1).momentum(0.9), localSgd(0.1).momentum(0.9).clipGradient(1e6)),
                List.of(localAdam(0.01), localAdam(0.01).clipGradient(1e6)),
                List.of(fedProx(0.1), fedProx(0.1).clipGradient(1e6)),
                List.of(scaffold(), scaffold().clipGradient(1e6)))) {
            Run without = federation().rounds(3).client(pair.get(0)).train(mlp(5), DIGITS);
            Run with = federation().rounds(3).client(pair.get(1)).train(mlp(5), DIGITS);
            assertThat(with.fingerprint()).as(pair.get(1).toString()).isEqualTo(without.fingerprint());
        }
    }

    /** A step of plain SGD whose gradient is always longer moves the parameters by rate x c, whatever the data. */
    @Test
    void eachStepIsAsLongAsItsBound() {
        double c = 1e-3;
        Run run = federation()
                .rounds(1)
                .client(localSgd(0.5).batch(10_000).clipGradient(c))
                .train(softmax(), DIGITS);
        run.partyTable()
                .doubleColumn("delta norm")
                .forEach(norm -> assertThat(norm).isCloseTo(0.5 * c, within(1e-8)));
    }

    @Test
    void goesWithLayersAndStatistics() {
        var net = sequential(dense(5), batchNorm(), relu(), dropout(0.2), dense());
        Run run = federation()
                .rounds(30)
                .client(localSgd(0.5).clipGradient(0.5).epochs(3))
                .train(net, DIGITS);
        assertThat(run.accuracy()).isGreaterThan(0.5);
    }

    @Test
    void boundsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> localSgd(0.1).clipGradient(0))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "localSgd(..).clipGradient(c) needs a number above 0, but 0 was given; take one such as 0.1");
        assertThatThrownBy(() -> localAdamW(0.1).clipGradient(-1))
                .hasMessage(
                        "localAdamW(..).clipGradient(c) needs a number above 0, but -1 was given; take one such as 0.1");
    }
}
