package dev.parley.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.example.Party;
import dev.parley.fault.DataException;
import dev.parley.partition.ByColumn;
import dev.parley.partition.Continuous;
import dev.parley.partition.Dirichlet;
import dev.parley.partition.Iid;
import dev.parley.partition.InnerDirichlet;
import dev.parley.partition.Partition;
import dev.parley.partition.Pathological;
import dev.parley.partition.QuantitySkew;
import dev.parley.partition.Shards;
import dev.parley.partition.SizeLaw;
import dev.parley.partition.SizesByLaw;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionLawsTest {
    static Stream<Arguments> splits() {
        return Stream.of("breast-cancer", "digits", "diabetes")
                .flatMap(name -> Stream.of(
                                new Iid(),
                                new InnerDirichlet(0.5),
                                new SizesByLaw(new SizeLaw.Lognormal(1)),
                                new Dirichlet(0.5),
                                new Dirichlet(100).minRows(20),
                                new Shards(2),
                                new Pathological(2),
                                new QuantitySkew(0.5))
                        .map(partition -> Arguments.of(name, partition)));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void dealsEveryRowExactlyOnce(String name, Partition partition) {
        Parties parties = Dataset.named(name).split(7, partition, 3);

        int[] dealt = IntStream.range(0, parties.size())
                .flatMap(party -> IntStream.of(parties.deal(party)))
                .sorted()
                .toArray();
        assertThat(dealt).isEqualTo(IntStream.range(0, parties.train().size()).toArray());
        assertThat(parties.all()).allMatch(party -> party.size() > 0);
    }

    @ParameterizedTest
    @MethodSource("splits")
    void dealsTheSameForTheSameSeedAndOtherwiseForAnother(String name, Partition partition) {
        Dataset data = Dataset.named(name);

        assertThat(deal(data.split(7, partition, 3))).isEqualTo(deal(data.split(7, partition, 3)));
        assertThat(deal(data.split(7, partition, 3))).isNotEqualTo(deal(data.split(7, partition, 4)));
    }

    @Test
    void iidIsEvenAndShuffled() {
        Parties parties = Dataset.named("breast-cancer").split(4, new Iid());

        assertThat(parties.all().stream().map(Party::size)).containsExactly(113, 114, 114, 114);
        assertThat(parties.deal(0)).isNotEqualTo(IntStream.range(0, 113).toArray());
    }

    @Test
    void dirichletKeepsTheLeastNumberOfRows() {
        Parties parties = Dataset.named("breast-cancer").split(8, new Dirichlet(0.3).minRows(10));

        assertThat(parties.all()).allMatch(party -> party.size() >= 10);
    }

    @Test
    void aSmallConcentrationSkewsMoreThanALargeOne() {
        Dataset digits = Dataset.named("digits");

        assertThat(largestShareOfAClass(digits.split(5, new Dirichlet(0.1))))
                .isGreaterThan(0.3)
                .isGreaterThan(2 * largestShareOfAClass(digits.split(5, new Dirichlet(1000))));
    }

    @Test
    void pathologicalGivesExactlyThatManyClassesAndHoldsAllAboutEquallyOften() {
        Parties parties = Dataset.named("digits").split(10, new Pathological(3));

        int[] holders = new int[10];
        for (Party party : parties.all()) {
            List<Integer> classes = classes(party);
            assertThat(classes).hasSize(3);
            classes.forEach(c -> holders[c]++);
        }
        assertThat(holders).containsOnly(3);
    }

    @Test
    void shardsCutMnistIntoTwoHundredOfThreeHundredRows() {
        Parties parties = Dataset.named("mnist").split(100, new Shards(2));

        assertThat(parties.all())
                .allMatch(party -> party.size() == 600 && classes(party).size() <= 4);
    }

    @Test
    void quantitySkewKeepsTheClassesAndSkewsTheSizes() {
        List<Integer> sizes = Dataset.named("digits").split(5, new QuantitySkew(0.5)).all().stream()
                .map(Party::size)
                .sorted()
                .toList();

        assertThat(sizes.get(4)).isGreaterThan(3 * sizes.get(0));
    }

    @Test
    void sizesFollowTheirLaw() {
        Dataset digits = Dataset.named("digits");
        int rows = digits.train().size();

        List<Integer> linear = sizes(digits.split(4, new SizesByLaw(new SizeLaw.Power(1))));
        for (int i = 0; i < 4; i++) {
            assertThat((double) linear.get(i)).isCloseTo(rows * (i + 1) / 10.0, within(1.0));
        }
        List<Integer> doubled = sizes(digits.split(4, new SizesByLaw(new SizeLaw.Geometric(2))));
        assertThat((double) doubled.get(3)).isCloseTo(rows * 8 / 15.0, within(1.0));
        List<Integer> lognormal = sizes(digits.split(20, new SizesByLaw(new SizeLaw.Lognormal(1))));
        assertThat(lognormal.stream().mapToInt(Integer::intValue).sum()).isEqualTo(rows);
        assertThat(lognormal.stream().mapToInt(Integer::intValue).max().orElseThrow())
                .isGreaterThan(3 * rows / 20);
        assertThat(sizes(Dataset.named("iris").split(40, new SizesByLaw(new SizeLaw.Power(50)))))
                .allMatch(n -> n >= 1);
    }

    @Test
    void plansKeepThem() {
        for (Partition each : List.of(
                new InnerDirichlet(0.5),
                new SizesByLaw(new SizeLaw.Power(2)),
                new SizesByLaw(new SizeLaw.Lognormal(0.3)),
                new Continuous("age", 0.8))) {
            var plan = dev.parley.Parley.federation().parties(4).partition(each);
            assertThat(dev.parley.plan.PlanJson.read(plan.json())).isEqualTo(plan.plan());
        }
    }

    private static List<Integer> sizes(Parties parties) {
        return parties.all().stream().map(Party::size).toList();
    }

    @Test
    void innerDirichletKeepsTheSizesAndSkewsTheClasses() {
        Dataset digits = Dataset.named("digits");
        Parties skewed = digits.split(7, new InnerDirichlet(0.1));

        assertThat(sizes(skewed)).allMatch(n -> Math.abs(n - digits.train().size() / 7.0) < 1);
        assertThat(largestShareOfAClass(skewed))
                .isGreaterThan(1.5 * largestShareOfAClass(digits.split(7, new InnerDirichlet(1000))));
        // parties whose classes have run out take what is left
        assertThat(sizes(digits.split(7, new InnerDirichlet(0.0001)))).allMatch(n -> n > 100);
    }

    @Test
    void continuousFollowsAColumnAsStrictlyAsAsked() {
        Dataset patients = Dataset.named("diabetes");
        List<Double> strict = means(patients, new Continuous("bmi", 1));
        List<Double> loose = means(patients, new Continuous("bmi", 0));

        assertThat(strict).isSorted();
        assertThat(strict.get(4) - strict.get(0)).isGreaterThan(3 * Math.abs(loose.get(4) - loose.get(0)));
        List<Double> some = means(patients, new Continuous("bmi", 0.5));
        assertThat(some.get(4) - some.get(0))
                .isBetween(0.3 * (strict.get(4) - strict.get(0)), strict.get(4) - strict.get(0));
        assertThatThrownBy(() -> Dataset.named("iris").split(2, new Continuous("species", 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("which is no number");
    }

    private static List<Double> means(Dataset data, Partition partition) {
        Parties parties = data.split(5, partition);
        double[] all = data.train().table().numberColumn("bmi").asDoubleArray();
        return IntStream.range(0, 5)
                .mapToObj(party -> IntStream.of(parties.deal(party))
                        .mapToDouble(row -> all[row])
                        .average()
                        .orElseThrow())
                .toList();
    }

    @Test
    void aNumericTargetIsDealtByTenths() {
        Parties parties = Dataset.named("diabetes").split(5, new Shards(1));

        List<Double> means = parties.all().stream()
                .map(party -> IntStream.of(party.rows())
                        .mapToDouble(row -> parties.shape()
                                .scale()
                                .original(party.examples().target(row)))
                        .average()
                        .orElseThrow())
                .sorted()
                .toList();
        assertThat(means.get(0)).isLessThan(80);
        assertThat(means.get(4)).isGreaterThan(240);
    }

    @Test
    void aLambdaIsAPartitionToo() {
        Partition halves = (rows, parties, seed) -> List.of(
                IntStream.range(0, 50).toArray(),
                IntStream.range(50, rows.size()).toArray());

        assertThat(Dataset.named("iris").split(2, halves).all().stream().map(Party::size))
                .containsExactly(50, 70);
    }

    @Test
    void printsAsItIsWritten() {
        assertThat(List.of(
                        new Iid(),
                        new Dirichlet(0.5),
                        new Dirichlet(0.5).minRows(10),
                        new Shards(2),
                        new Pathological(3),
                        new QuantitySkew(1),
                        new InnerDirichlet(0.5),
                        new SizesByLaw(new SizeLaw.Lognormal(0.3)),
                        new Continuous("age", 0.8),
                        new ByColumn("hospital")))
                .hasToString("[iid(), dirichlet(0.5), dirichlet(0.5).minRows(10), shards(2), pathological(3),"
                        + " quantitySkew(1.0), innerDirichlet(0.5), quantitySkew(lognormal(0.3)), continuous(\"age\", 0.8),"
                        + " byColumn(\"hospital\")]");
    }

    private static List<List<Integer>> deal(Parties parties) {
        return IntStream.range(0, parties.size())
                .mapToObj(party -> IntStream.of(parties.deal(party)).boxed().toList())
                .toList();
    }

    private static List<Integer> classes(Party party) {
        return IntStream.of(party.rows())
                .mapToObj(row -> (int) party.examples().target(row))
                .distinct()
                .toList();
    }

    /** The mean over the parties of the share that its most frequent class has. */
    private static double largestShareOfAClass(Parties parties) {
        return parties.all().stream()
                .mapToDouble(party -> {
                    int[] counts = new int[10];
                    IntStream.of(party.rows())
                            .forEach(row -> counts[(int) party.examples().target(row)]++);
                    return IntStream.of(counts).max().orElseThrow() / (double) party.size();
                })
                .average()
                .orElseThrow();
    }
}
