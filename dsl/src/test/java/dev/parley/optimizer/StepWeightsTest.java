package dev.parley.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The weights of successive gradients in their sum. */
class StepWeightsTest {
    /** Weight of each gradient in the change: the recursion's answer to an impulse. */
    private static double[] weights(double momentum, double pull, int steps) {
        double[] weights = new double[steps];
        for (int impulse = 0; impulse < steps; impulse++) {
            double u = 0;
            double v = 0;
            for (int step = 0; step < steps; step++) {
                v = momentum * v + (step == impulse ? 1 : 0) - pull * u;
                u += v;
            }
            weights[impulse] = u;
        }
        return weights;
    }

    private static double norm(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += Math.abs(weight);
        }
        return sum;
    }

    @Test
    void sumsAreThePapersClosedForms() {
        for (int n : new int[] {1, 2, 7, 40}) {
            assertThat(new StepWeights(0, 0).sum(n)).isEqualTo(n);
            for (double m : new double[] {0.3, 0.9, 0.99}) {
                assertThat(new StepWeights(m, 0).sum(n))
                        .isCloseTo((n - m * (1 - Math.pow(m, n)) / (1 - m)) / (1 - m), within(1e-9 * n));
            }
            for (double pull : new double[] {0.01, 0.5, 1}) {
                assertThat(new StepWeights(0, pull).sum(n))
                        .isCloseTo((1 - Math.pow(1 - pull, n)) / pull, within(1e-12 * n));
            }
        }
    }

    @Test
    void withBothTheSumIsThatOfTheAnswersToImpulses() {
        for (double[] both : new double[][] {{0.5, 0.05}, {0.9, 0.002}, {0.2, 0.3}}) {
            StepWeights weights = new StepWeights(both[0], both[1]);
            assertThat(weights.objection()).isEmpty();
            for (int n : new int[] {1, 2, 7, 40, 300}) {
                assertThat(Arrays.stream(weights(both[0], both[1], n)).boxed().toList())
                        .allMatch(weight -> weight > 0);
                assertThat(weights.sum(n)).isCloseTo(norm(weights(both[0], both[1], n)), within(1e-10 * n));
            }
        }
    }

    @Test
    void beyondTheBoundWeightsChangeTheirSigns() {
        double m = 0.9;
        double most = Math.pow(1 - Math.sqrt(m), 2);
        assertThat(new StepWeights(m, most).objection()).isEmpty();
        assertThat(Arrays.stream(weights(m, 1.2 * most, 300)).boxed().toList()).anyMatch(weight -> weight < 0);
        assertThat(new StepWeights(m, 1.2 * most).objection()).isPresent();
        assertThat(new StepWeights(0, 1.5).objection())
                .hasValue("with momentum 0 and rate x mu = 1.5, more than (1 - sqrt(momentum))^2 = 1, local steps swing"
                        + " around the global model and gradients count with changing signs");
    }
}
