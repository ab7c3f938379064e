package dev.parley.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.feature.Features;
import dev.parley.partition.Dirichlet;
import dev.parley.partition.Iid;
import org.junit.jupiter.api.Test;

class HoldOutTest {
    @Test
    void holdsOutTheSameShareOfEachClass() {
        Dataset test = Dataset.named("iris").trainTest(0.7).test();

        assertThat(test.size()).isEqualTo(45);
        assertThat(test.table()
                        .stringColumn("species")
                        .countByCategory()
                        .intColumn(1)
                        .asList())
                .containsOnly(15);
    }

    @Test
    void holdsOutTheSameShareOfSmallAndLargeNumbers() {
        Dataset diabetes = Dataset.named("diabetes");

        double train = diabetes.train().table().numberColumn("progression").mean();
        double test = diabetes.test().table().numberColumn("progression").mean();

        assertThat(diabetes.test().size()).isEqualTo(88);
        assertThat(test).isCloseTo(train, within(8.0));
    }

    @Test
    void addsValidationRows() {
        Dataset digits = Dataset.named("digits").trainValidTest(0.7, 0.1);

        assertThat(digits.train().size()).isEqualTo(1258);
        assertThat(digits.valid().orElseThrow().size()).isEqualTo(180);
        assertThat(digits.test().size()).isEqualTo(359);
        assertThat(digits.split(3, new Iid()).valid().orElseThrow().size()).isEqualTo(180);
        assertThat(Dataset.named("digits").valid()).isEmpty();
    }

    @Test
    void dependsOnTheDataSetsSeedAndNotOnTheSplits() {
        Dataset wine = Dataset.named("wine");
        float[] test = Samples.all(
                wine.features(Features.none()).split(3, new Iid(), 1).test());

        assertThat(Samples.all(wine.features(Features.none())
                        .split(5, new Dirichlet(0.5), 2)
                        .test()))
                .isEqualTo(test);
        assertThat(Samples.all(wine.features(Features.none())
                        .seed(1)
                        .split(3, new Iid(), 1)
                        .test()))
                .isNotEqualTo(test);
    }

    @Test
    void keepsOfficialTestRowsAndSaysSo() {
        Dataset mnist = Dataset.named("mnist").trainValidTest(0.5, 0.1);
        Parties parties = mnist.split(10, new Iid());

        assertThat(parties.test().size()).isEqualTo(10_000);
        assertThat(parties.valid().orElseThrow().size()).isEqualTo(10_000);
        assertThat(parties.train().size()).isEqualTo(50_000);
        assertThat(parties.notes())
                .containsExactly(
                        "mnist keeps its 10000 official test rows; trainValidTest(0.5, 0.1) divides the others");
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(mnist.test().table().columnCount()).isEqualTo(785);
    }
}
