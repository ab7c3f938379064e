package dev.parley.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.aggregate.Mean;
import dev.parley.aggregate.WeightedMean;
import dev.parley.fault.SecureSumException;
import dev.parley.message.Aggregate;
import dev.parley.message.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parties that leave before any of the four steps: the sum is that of exactly those whose masked vector arrived, to the bit,
 * wherever enough are left, and nothing is opened elsewhere.
 */
class DropOutsTest {
    @Test
    void everyPatternOfFiveParties() {
        int opened = 0;
        for (int pattern = 0; pattern < 3125; pattern++) {
            int[] leaves = new int[5];
            for (int party = 0, left = pattern; party < 5; party++, left /= 5) {
                leaves[party] = left % 5;
            }
            opened += holds(new SumWalk(new Secure(new Mean()), 5, 2), leaves, pattern) ? 1 : 0;
        }
        // |U1| = 5 needs 4 to the end: 1 + 5 x 3; |U1| = 4 needs 3 of 4: 5 (1 + 4 x 3)
        assertThat(opened).isEqualTo(16 + 65);
    }

    @ParameterizedTest(name = "case {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void randomPatterns(int seed) {
        Random random = new Random(seed);
        int n = 6 + random.nextInt(10);
        Secure sum = new Secure(random.nextBoolean() ? new Mean() : new WeightedMean()).bits(8 + random.nextInt(24));
        if (random.nextBoolean()) {
            sum = sum.threshold(0.51 + random.nextDouble() / 3);
        }
        String[] plain = random.nextBoolean() ? new String[] {"control"} : new String[0];
        int[] leaves = IntStream.range(0, n)
                .map(party -> random.nextInt(6) == 0 ? random.nextInt(4) : 4)
                .toArray();
        holds(new SumWalk(sum, n, 40, plain), leaves, seed);
    }

    /** Walks with this pattern; whether the sum was opened. */
    private static boolean holds(SumWalk walk, int[] leaves, int seed) {
        walk.fill(new Random(seed), 50);
        walk.leaves = leaves;
        int[] there = IntStream.range(0, 4)
                .map(step -> (int)
                        Arrays.stream(leaves).filter(leave -> leave > step).count())
                .toArray();
        boolean enoughKeys = there[0] >= Math.max(3, walk.sum.opening(leaves.length));
        int least = Math.max(3, walk.sum.opening(there[0]));
        if (!enoughKeys || Arrays.stream(there).anyMatch(left -> left < least)) {
            assertThatThrownBy(walk::open)
                    .as(Arrays.toString(leaves))
                    .isInstanceOf(SecureSumException.class)
                    .hasMessageContaining("nothing was opened");
            return false;
        }
        List<Integer> arrived = IntStream.range(0, leaves.length)
                .filter(party -> leaves[party] > 2)
                .boxed()
                .toList();
        try (Closing sum = new Closing(walk.open());
                Closing open = new Closing(walk.openly(arrived::contains, there[0]))) {
            assertThat(sum.of().from().stream().map(Member::index))
                    .as(Arrays.toString(leaves))
                    .isEqualTo(arrived);
            assertThat(sum.of().weight()).isEqualTo(open.of().weight());
            open.of()
                    .payload()
                    .vectors()
                    .forEach((name, vector) -> assertThat(sum.of().vector(name).toArray())
                            .as(name + Arrays.toString(leaves))
                            .isEqualTo(vector.toArray()));
            assertThat(sum.of().payload().numbers())
                    .isEqualTo(open.of().payload().numbers());
        }
        return true;
    }

    private record Closing(Aggregate of) implements AutoCloseable {
        @Override
        public void close() {
            of.payload().close();
        }
    }

    @Test
    void aWeightedSumIsTheMeanOfTheUpdatesWithinItsStep() {
        SumWalk walk = new SumWalk(new Secure(new WeightedMean()), 4, 50).fill(new Random(3), 200);
        Aggregate all = walk.open();
        double weight = 0;
        double[] sum = new double[50];
        for (int party = 0; party < 4; party++) {
            weight += walk.update(party).examples();
            float[] delta = walk.update(party).delta().toArray();
            for (int i = 0; i < 50; i++) {
                sum[i] += (double) walk.update(party).examples() * delta[i];
            }
        }
        assertThat(all.weight()).isEqualTo(weight);
        float[] mean = all.delta().toArray();
        for (int i = 0; i < 50; i++) {
            assertThat((double) mean[i])
                    .isCloseTo(
                            sum[i] / weight,
                            org.assertj.core.data.Offset.offset(
                                    walk.sum.fixedPoint().step()));
        }
        assertThat(walk.coordinator.notes()).containsEntry("in the sum", 4.0).containsEntry("out of range", 0.0);
    }

    @Test
    void twoSumsOfOneRoundHaveFreshKeys() {
        SumWalk walk = new SumWalk(new Secure(new Mean()), 3, 5).fill(new Random(3), 1);
        byte[][] cards = new byte[2][];
        walk.open();
        cards[0] = walk.coordinator.secrets().bytes(SumRound.commitment(1)).orElseThrow();
        float[] again = walk.open().delta().toArray();
        cards[1] = walk.coordinator.secrets().bytes(SumRound.commitment(1)).orElseThrow();
        assertThat(cards[0]).isNotEqualTo(cards[1]);
        assertThat(again).hasSize(5);
    }

    @Test
    void fewerThanThreePartiesAreNotEvenAsked() {
        SumWalk walk = new SumWalk(new Secure(new Mean()), 2, 5).fill(new Random(3), 1);
        Aggregate none = walk.open();
        assertThat(none.from()).isEmpty();
        assertThat(none.delta().toArray()).containsOnly(0);
        assertThat(walk.coordinator.notes()).containsEntry("too few", 2.0);
    }
}
