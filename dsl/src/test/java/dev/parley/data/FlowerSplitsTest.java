package dev.parley.data;

import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.example.Task;
import dev.parley.num.Seed;
import dev.parley.partition.Partition;
import dev.parley.partition.Rows;
import dev.parley.table.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Splits beside the partitioners of flwr-datasets, on 1000 rows of ten classes in order: equal by law, or as docs/conformance.md says. */
class FlowerSplitsTest {
    private static final JsonNode FLOWER = Golden.file("flower-splits.json");
    private static final int[] CLASSES = IntStream.range(0, 10)
            .map(i -> FLOWER.get("classes").get(i).asInt())
            .toArray();
    private static final int SEEDS = 60;

    private static Rows rows() {
        float[] labels = new float[IntStream.of(CLASSES).sum()];
        int at = 0;
        for (int label = 0; label < CLASSES.length; label++) {
            Arrays.fill(labels, at, at += CLASSES[label], label);
        }
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "c" + i).toList();
        return new Rows(new Target("label", Task.CLASSIFICATION, names, labels), column -> List.of());
    }

    /** Rows of each class, a line a party. */
    private static int[][] ours(Partition partition, int parties, long seed) {
        Rows rows = rows();
        return partition.deal(rows, parties, new Seed(seed)).stream()
                .map(part -> {
                    int[] counts = new int[CLASSES.length];
                    IntStream.of(part).forEach(row -> counts[rows.group(row)]++);
                    return counts;
                })
                .toArray(int[][]::new);
    }

    private static int[][] flowers(String name) {
        List<int[]> lines = new ArrayList<>();
        FLOWER.get(name)
                .forEach(line -> lines.add(IntStream.range(0, line.size())
                        .map(i -> line.get(i).asInt())
                        .toArray()));
        return lines.toArray(int[][]::new);
    }

    private static int[] flowersSizes(String name) {
        return IntStream.range(0, FLOWER.get(name).size())
                .map(i -> FLOWER.get(name).get(i).asInt())
                .toArray();
    }

    private static int[] sizes(int[][] counts) {
        return Arrays.stream(counts).mapToInt(line -> IntStream.of(line).sum()).toArray();
    }

    private static int held(int[] line) {
        return (int) IntStream.of(line).filter(n -> n > 0).count();
    }

    @Test
    void iidHasTheSameSizesAndIsShuffled() {
        assertThat(IntStream.of(sizes(ours(iid(), 7, 1))).sorted())
                .containsExactlyElementsOf(
                        IntStream.of(flowersSizes("iid of 7")).sorted().boxed().toList());
        // Flower's alone cuts the rows as they lie; its FederatedDataset shuffles them before
        assertThat(Arrays.stream(flowers("iid")).mapToInt(FlowerSplitsTest::held))
                .allMatch(classes -> classes <= 2);
        assertThat(Arrays.stream(ours(iid(), 10, 1)).mapToInt(FlowerSplitsTest::held))
                .allMatch(classes -> classes >= 9);
    }

    /** The same laws; Flower rounds each size down and gives the rest to the last party, ours rounds the sums. */
    @Test
    void sizesFollowTheSameLaws() {
        near(ours(quantitySkew(power(1)), 10, 1), "linear");
        near(ours(quantitySkew(power(2)), 10, 1), "square");
        near(ours(quantitySkew(geometric(Math.E)), 5, 1), "exponential of 5");
    }

    private static void near(int[][] ours, String name) {
        int[] flower = flowersSizes(name);
        int[] made = sizes(ours);
        assertThat(made).hasSameSizeAs(flower);
        for (int party = 0; party < made.length - 1; party++) {
            assertThat(made[party] - flower[party]).as(name).isBetween(0, 1);
        }
        int last = made.length - 1;
        assertThat(flower[last] - made[last]).as(name).isBetween(0, last);
    }

    @Test
    void shardsAreEqualByLaw() {
        for (int[][] counts : List.of(flowers("shards 2"), ours(shards(2), 10, 1))) {
            assertThat(sizes(counts)).containsOnly(100);
            // two shards of 50 rows in order of class: nobody has more than four classes
            assertThat(Arrays.stream(counts).mapToInt(FlowerSplitsTest::held)).allMatch(classes -> classes <= 4);
            assertThat(columns(counts)).containsExactly(CLASSES);
        }
    }

    private static int[] columns(int[][] counts) {
        return IntStream.range(0, CLASSES.length)
                .map(label ->
                        Arrays.stream(counts).mapToInt(line -> line[label]).sum())
                .toArray();
    }

    /** Both give exactly k classes and divide a class evenly; Flower's random mode leaves out classes that nobody drew. */
    @Test
    void pathologicalIsEqualByLawAndLosesNoClass() {
        int[][] random = flowers("pathological 2");
        int[][] inTurn = flowers("pathological 3, deterministic");
        int[][] two = ours(pathological(2), 10, 1);
        int[][] three = ours(pathological(3), 10, 1);
        for (int[][] counts : List.of(random, two)) {
            assertThat(Arrays.stream(counts).mapToInt(FlowerSplitsTest::held)).containsOnly(2);
            evenly(counts);
        }
        for (int[][] counts : List.of(inTurn, three)) {
            assertThat(Arrays.stream(counts).mapToInt(FlowerSplitsTest::held)).containsOnly(3);
            evenly(counts);
            assertThat(columns(counts)).containsExactly(CLASSES);
        }
        assertThat(columns(two)).containsExactly(CLASSES);
        assertThat(IntStream.of(columns(random)).filter(rows -> rows == 0).count())
                .isEqualTo(3);
    }

    private static void evenly(int[][] counts) {
        for (int label = 0; label < CLASSES.length; label++) {
            int at = label;
            int[] of = Arrays.stream(counts)
                    .mapToInt(line -> line[at])
                    .filter(rows -> rows > 0)
                    .toArray();
            int spread =
                    IntStream.of(of).max().orElse(0) - IntStream.of(of).min().orElse(0);
            assertThat(spread).isLessThanOrEqualTo(1);
        }
    }

    /** The mean squared share of a class that a party gets: a (a + 1) / (N a (N a + 1)) = 0.025 by theory. */
    @Test
    void dirichletIsEqualByDistribution() {
        Moments ours = spread(dirichlet(0.5), false);
        JsonNode flower = FLOWER.get("dirichlet 0.5, squared share of a class");
        assertThat(ours.mean)
                .isCloseTo(
                        flower.get("mean").asDouble(),
                        within(4 * Math.hypot(ours.error, flower.get("error").asDouble())))
                .isCloseTo(0.025, within(0.0015));
    }

    @Test
    void innerDirichletIsEqualByDistribution() {
        assertThat(sizes(ours(innerDirichlet(0.5), 10, 1))).containsOnly(100);
        assertThat(sizes(flowers("inner dirichlet 0.5"))).containsOnly(100);
        Moments ours = spread(innerDirichlet(0.5), true);
        JsonNode flower = FLOWER.get("inner dirichlet 0.5, squared share of a party");
        assertThat(ours.mean)
                .isCloseTo(
                        flower.get("mean").asDouble(),
                        within(4 * Math.hypot(ours.error, flower.get("error").asDouble())));
        // equal mixtures would give 0.0107
        assertThat(ours.mean).isGreaterThan(0.018);
    }

    private record Moments(double mean, double error) {}

    /** The mean of the squared shares over parties, classes and seeds, and its standard error. */
    private static Moments spread(Partition partition, boolean ofParty) {
        double[] each = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            int[][] counts = ours(partition, 10, seed);
            int[] parties = sizes(counts);
            for (int party = 0; party < 10; party++) {
                for (int label = 0; label < 10; label++) {
                    double share = counts[party][label] / (double) (ofParty ? parties[party] : CLASSES[label]);
                    each[seed] += share * share / 100;
                }
            }
        }
        double mean = Arrays.stream(each).average().orElseThrow();
        double variance = Arrays.stream(each).map(x -> (x - mean) * (x - mean)).sum() / (SEEDS - 1);
        return new Moments(mean, Math.sqrt(variance / SEEDS));
    }
}
