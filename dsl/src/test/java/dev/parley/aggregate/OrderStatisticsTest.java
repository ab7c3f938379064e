package dev.parley.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Cases;
import dev.parley.Golden;
import dev.parley.fault.PlanException;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Medians and trimmed means against NumPy, and against sorting each coordinate by itself. */
class OrderStatisticsTest {
    private static Updates updates(float[]... deltas) {
        List<Update> list = new ArrayList<>();
        for (float[] delta : deltas) {
            ParamVector vector = ParamVector.of(Layout.empty().then("x", delta.length), delta);
            Member from = new Member(list.size(), "party-" + (list.size() + 1), 1);
            list.add(new Update(from, 1, Payload.of(Update.DELTA, vector), Work.NONE));
        }
        return new Updates(list);
    }

    @TestFactory
    Stream<DynamicTest> equalsNumPy() {
        JsonNode file = Golden.file("rules.json");
        return Golden.each(file.get("cases"))
                .map(golden -> DynamicTest.dynamicTest(golden.get("updates").size() + " updates", () -> {
                    float[][] deltas = Golden.each(golden.get("updates"))
                            .map(Golden::floats)
                            .toArray(float[][]::new);
                    assertThat(new Median().aggregate(updates(deltas)).toArray())
                            .as("the median, bit by bit")
                            .isEqualTo(Golden.floats(golden.get("median")));
                    float[] trimmed = new TrimmedMean(file.get("share").asDouble())
                            .aggregate(updates(deltas))
                            .toArray();
                    double[] expected = Golden.doubles(golden.get("trimmed"));
                    for (int i = 0; i < expected.length; i++) {
                        assertThat(trimmed[i]).isEqualTo((float) expected[i]);
                    }
                }));
    }

    /** Numbers with ties, both zeros, the smallest and the largest. */
    private static float odd(UniformRandomProvider random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0f;
            case 1 -> -0f;
            case 2 -> Float.MIN_VALUE * (random.nextInt(5) - 2);
            case 3 -> (random.nextInt(5) - 2) * 0.5f * Float.MAX_VALUE;
            case 4 -> random.nextInt(3);
            default -> (float) (random.nextDouble() - 0.5);
        };
    }

    @TestFactory
    Stream<DynamicTest> equalsSortingEachCoordinateByItself() {
        return Cases.of(60, random -> {
            int k = random.nextInt(6) == 0 ? 1000 + random.nextInt(60) : 1 + random.nextInt(70);
            int length = 1 + random.nextInt(1100);
            float[][] deltas = new float[k][length];
            for (float[] delta : deltas) {
                for (int i = 0; i < length; i++) {
                    delta[i] = odd(random);
                }
            }
            int from = random.nextInt(k);
            int to = from + 1 + random.nextInt(k - from);
            float[] result = OrderStatistics.mean(updates(deltas), from, to).toArray();
            for (int i = 0; i < length; i++) {
                int at = i;
                float[] sorted = new float[k];
                IntStream.range(0, k).forEach(party -> sorted[party] = deltas[party][at]);
                Arrays.sort(sorted); // -0 comes before 0
                double sum = -0.0;
                double sizes = 0;
                for (int j = from; j < to; j++) {
                    sum += sorted[j];
                    sizes += Math.abs(sorted[j]);
                }
                float mean = (float) (sum / (to - from));
                var found = assertThat(result[i]).as("%d of %d, %d to %d", i, k, from, to);
                if (to - from <= 2) { // more are added in another order
                    found.isEqualTo(mean);
                    assertThat(Float.floatToRawIntBits(result[i])).isEqualTo(Float.floatToRawIntBits(mean));
                } else {
                    found.isCloseTo(mean, within((float) (Math.ulp(mean) + 1e-14 * sizes)));
                }
            }
        });
    }

    @Test
    void aNetworkIsCutDownToWhatIsNeeded() {
        // Batcher's has 19
        assertThat(SortingNetwork.of(8, 0, 8).comparators())
                .as("the mean of all")
                .isEmpty();
        assertThat(SortingNetwork.of(8, 3, 5).comparators().size()).isLessThan(19);
        assertThat(SortingNetwork.of(8, 1, 7).comparators().size()).isLessThan(15);
        assertThat(SortingNetwork.of(1, 0, 1).comparators()).isEmpty();
    }

    @Test
    void aShareIsRoundedDownButNotForItsBinaryFraction() {
        assertThat(new TrimmedMean(0.1).trimmed(30)).isEqualTo(3);
        assertThat(new TrimmedMean(0.29).trimmed(100)).isEqualTo(29);
        assertThat(new TrimmedMean(0.2).trimmed(4)).isZero();
        assertThat(new TrimmedMean(0.49).trimmed(3)).isEqualTo(1);
        assertThat(new TrimmedMean(0.25)
                        .aggregate(updates(new float[] {1}, new float[] {2}, new float[] {6}, new float[] {100}))
                        .toArray())
                .containsExactly(4);
    }

    @Test
    void refusesAShareThatLeavesNothing() {
        for (double share : new double[] {0.5, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> new TrimmedMean(share))
                    .isInstanceOf(PlanException.class)
                    .hasMessageStartingWith(
                            "trimmedMean(share) needs a share of at least 0 and below 0.5, which is left"
                                    + " out at each end, but ")
                    .hasMessageEndingWith(" was given; 0.1 or 0.2 are usual");
        }
    }
}
