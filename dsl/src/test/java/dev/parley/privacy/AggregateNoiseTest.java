package dev.parley.privacy;

import static dev.parley.Privacy.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorDouble;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The noise itself: its law, its streams, and what it leaves alone. */
class AggregateNoiseTest {
    private static final double SD = 0.25;

    private static Aggregate noised(Payload payload, int round, long seed) {
        CoordinatorDouble here = CoordinatorDouble.of(round, 10, 1, new Seed(seed));
        Broadcast to = Broadcast.of(round, 9, true, new Seed(1), here.params());
        Aggregate noised = aggregateNoise(SD)
                .atCoordinator(to, here, new Comes(new Aggregate(payload, CoordinatorDouble.members(3), 30)));
        assertThat(here.notes()).containsExactly(Map.entry("noise", SD));
        assertThat(noised.from()).hasSize(3);
        assertThat(noised.weight()).isEqualTo(30);
        return noised;
    }

    private static ParamVector zeros(int n) {
        return ParamVector.zeros(Layout.empty().then("x", n));
    }

    private static float[] drawn(int n, int round, long seed) {
        return noised(Payload.of(Update.DELTA, zeros(n)), round, seed).delta().toArray();
    }

    /** Tolerances of five standard errors, so that a right sampler fails with odds below one in a million. */
    @Test
    void overManySeedsEachNumberHasMeanZeroAndTheDeviation() {
        int seeds = 20_000;
        int n = 3;
        double[] sum = new double[n];
        double[] squares = new double[n];
        double product = 0;
        for (int seed = 0; seed < seeds; seed++) {
            float[] noise = drawn(n, 1, seed);
            for (int i = 0; i < n; i++) {
                sum[i] += noise[i];
                squares[i] += (double) noise[i] * noise[i];
            }
            product += (double) noise[0] * noise[1];
        }
        for (int i = 0; i < n; i++) {
            assertThat(sum[i] / seeds).isCloseTo(0, within(5 * SD / Math.sqrt(seeds)));
            assertThat(squares[i] / seeds).isCloseTo(SD * SD, within(5 * SD * SD * Math.sqrt(2.0 / seeds)));
        }
        assertThat(product / seeds).as("covariance").isCloseTo(0, within(5 * SD * SD / Math.sqrt(seeds)));
    }

    @Test
    void overManyNumbersOfOneVectorItIsNormal() {
        int n = 200_000; // many times the piece that is worked on at once
        float[] noise = drawn(n, 1, 7);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        int within = 0;
        for (float x : noise) {
            mean += x;
            square += (double) x * x;
            fourth += Math.pow(x, 4);
            within += Math.abs(x) < SD ? 1 : 0;
        }
        assertThat(mean / n).isCloseTo(0, within(5 * SD / Math.sqrt(n)));
        assertThat(square / n).isCloseTo(SD * SD, within(5 * SD * SD * Math.sqrt(2.0 / n)));
        double four = Math.pow(SD, 4);
        assertThat(fourth / n).isCloseTo(3 * four, within(5 * four * Math.sqrt(96.0 / n)));
        double p = 0.682689492137;
        assertThat(within / (double) n).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / n)));
    }

    @Test
    void pieceFollowsPieceWithoutRepetition() {
        float[] noise = drawn(3 * 1024, 1, 7);
        assertThat(Arrays.copyOfRange(noise, 0, 1024)).isNotEqualTo(Arrays.copyOfRange(noise, 1024, 2048));
        assertThat(Arrays.copyOfRange(noise, 1024, 2048)).isNotEqualTo(Arrays.copyOfRange(noise, 2048, 3072));
    }

    @Test
    void itRepeatsWithTheSeedAndIsAnotherInEachRoundAndVector() {
        assertThat(drawn(50, 2, 7)).isEqualTo(drawn(50, 2, 7));
        assertThat(drawn(50, 3, 7)).isNotEqualTo(drawn(50, 2, 7));
        assertThat(drawn(50, 2, 8)).isNotEqualTo(drawn(50, 2, 7));
        Aggregate two = noised(Payload.of(Update.DELTA, zeros(50)).and("control", zeros(50)), 2, 7);
        assertThat(two.delta().toArray()).isEqualTo(drawn(50, 2, 7));
        assertThat(two.vector("control").toArray()).isNotEqualTo(two.delta().toArray());
        assertThat(two.vector("control").norm()).isGreaterThan(0.5 * SD * Math.sqrt(50));
    }

    @Test
    void statisticsFrozenArraysAndNumbersStayAsTheyAre() {
        Layout mixed = Layout.empty()
                .then("mean", Role.STATISTIC, 2)
                .then("weight", 2)
                .then("filter", Role.FROZEN, 1)
                .then("bias", 1);
        float[] before = {1, 2, 3, 4, 5, 6};
        Payload payload =
                Payload.of(Update.DELTA, ParamVector.of(mixed, before)).and("loss", 0.5);
        Aggregate noised = noised(payload, 1, 7);
        float[] after = noised.delta().toArray();
        for (int i : new int[] {0, 1, 4}) {
            assertThat(after[i]).isEqualTo(before[i]);
        }
        for (int i : new int[] {2, 3, 5}) {
            assertThat(after[i]).isNotEqualTo(before[i]).isCloseTo(before[i], within(6 * (float) SD));
        }
        assertThat(noised.number("loss")).isEqualTo(0.5);
    }

    @Test
    void theDeviationIsAFiniteNumberAboveZero() {
        for (double sd : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> aggregateNoise(sd))
                    .isInstanceOf(PlanException.class)
                    .hasMessageStartingWith("aggregateNoise(sd) needs a number above 0, but ");
        }
    }
}
