package dev.parley.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Variances against the formulas of the papers, within five standard errors. */
class InitializationTest {
    private static final int IN = 40;
    private static final int OUT = 60;

    private static double[] drawn(Initialization how, long seed) {
        float[] weights = new float[IN * OUT * 10];
        how.fill(weights, IN, OUT, new Seed(seed));
        return IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray();
    }

    private static double mean(double[] values, int power) {
        double sum = 0;
        for (double value : values) {
            sum += Math.pow(value, power);
        }
        return sum / values.length;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    @Test
    void drawsAroundZeroWithTheVarianceOfThePaper() {
        Map<Initialization, Double> variances = Map.of(
                new Initialization.HeNormal(), 2.0 / IN,
                new Initialization.HeUniform(), 2.0 / IN,
                new Initialization.XavierNormal(), 2.0 / (IN + OUT),
                new Initialization.XavierUniform(), 2.0 / (IN + OUT));
        variances.forEach((how, variance) -> {
            double[] values = drawn(how, 1);
            double error = Math.sqrt((mean(values, 4) - variance * variance) / values.length);
            assertThat(mean(values, 1)).isEqualTo(0, within(5 * Math.sqrt(variance / values.length)));
            assertThat(mean(values, 2)).as(how.toString()).isEqualTo(variance, within(5 * error));
            assertThat(drawn(how, 1)).isEqualTo(values);
            assertThat(drawn(how, 2)).isNotEqualTo(values);
        });
    }

    @Test
    void uniformOnesStayWithinTheirLimit() {
        double he = Math.sqrt(6.0 / IN);
        double xavier = Math.sqrt(6.0 / (IN + OUT));
        assertThat(largest(drawn(new Initialization.HeUniform(), 3))).isLessThanOrEqualTo(he);
        assertThat(largest(drawn(new Initialization.XavierUniform(), 3))).isLessThanOrEqualTo(xavier);
        assertThat(drawn(new Initialization.Zeros(), 3)).containsOnly(0);
    }
}
