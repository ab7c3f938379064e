package dev.parley.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.feature.Coding;
import dev.parley.feature.Features;
import dev.parley.partition.ByColumn;
import dev.parley.partition.Dirichlet;
import dev.parley.partition.Iid;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class CodingTest {
    private final Dataset patients = Dataset.of(Samples.patients()).target("ill");

    @Test
    void federatedStatisticsEqualThePooledFit() {
        Parties four = patients.split(new ByColumn("hospital"));
        Table train = patients.train().table();

        for (String column : new String[] {"age", "large", "constant"}) {
            double[] values = Arrays.stream(train.doubleColumn(column).asDoubleArray())
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            double squares =
                    Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
            double sd = Math.sqrt(squares / values.length);
            var fitted = four.coding().toJson().get("columns").findParents("name").stream()
                    .filter(code -> code.get("name").asText().equals(column))
                    .findFirst()
                    .orElseThrow();

            assertThat(fitted.get("shift").asDouble()).isCloseTo(mean, within(1e-9 * Math.abs(mean)));
            if (column.equals("constant")) {
                assertThat(fitted.get("factor").asDouble()).isZero();
            } else {
                assertThat(1 / fitted.get("factor").asDouble()).isCloseTo(sd, within(1e-9 * sd));
            }
        }
    }

    @Test
    void standardizedColumnsHaveMeanZeroAndDeviationOne() {
        Parties parties = Dataset.named("breast-cancer").split(4, new Dirichlet(0.5));
        float[] values = Samples.all(parties.train());
        int n = parties.train().size();

        for (int column = 0; column < 30; column++) {
            int at = column;
            double mean = IntStream.range(0, n)
                    .mapToDouble(r -> values[r * 30 + at])
                    .average()
                    .orElseThrow();
            double square = IntStream.range(0, n)
                    .mapToDouble(r -> values[r * 30 + at] * (double) values[r * 30 + at])
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(0, within(1e-6));
            assertThat(square).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void textsBecomeOneFeatureACategoryAndMissingValuesAreFilled() {
        Parties parties = patients.split(new ByColumn("hospital"));

        assertThat(parties.coding().features())
                .containsExactly("age", "large", "constant", "kind=a", "kind=b", "kind=c");
        Table row = patients.table().first(4).selectColumns("age", "large", "constant", "kind");
        float[] coded = Samples.all(parties.coding().encode(row));
        // the age of row 0 is missing and becomes the mean, that is 0
        assertThat(coded[0]).isEqualTo(0f);
        assertThat(Arrays.copyOfRange(coded, 3, 6)).containsExactly(0, 1, 0);
        assertThat(Arrays.copyOfRange(coded, 9, 12)).containsExactly(1, 0, 0);
        // the kind of row 3 is missing and becomes the most frequent one
        assertThat(Arrays.copyOfRange(coded, 21, 24)).containsExactly(1, 0, 0);
    }

    @Test
    void saysWhatItFilled() {
        Parties parties = patients.split(new ByColumn("hospital"));

        assertThat(parties.notes())
                .containsExactly(
                        "column age: 9 missing values filled with the mean, 48.49",
                        "column kind: 9 missing values filled with the most frequent, \"a\"");
    }

    @Test
    void aCategoryNeverSeenBecomesZeros() {
        Parties parties = patients.split(new ByColumn("hospital"));
        Table row = patients.table().first(1);
        row.replaceColumn("kind", StringColumn.create("kind", "new"));

        assertThat(Arrays.copyOfRange(Samples.all(parties.coding().encode(row)), 3, 6))
                .containsExactly(0, 0, 0);
    }

    @Test
    void aCodingReadFromJsonCodesTheSameBits() throws Exception {
        ObjectMapper json = new ObjectMapper();
        for (Dataset data : new Dataset[] {patients, Dataset.named("digits"), Dataset.named("fashion-mnist")}) {
            Coding coding = data.split(4, new Iid()).coding();

            Coding again = Coding.fromJson(json.readTree(json.writeValueAsString(coding.toJson())));

            assertThat(again).isEqualTo(coding);
            assertThat(Samples.all(data.test().encoded(again)))
                    .isEqualTo(Samples.all(data.test().encoded(coding)));
        }
    }

    @Test
    void codesRawTestRowsAsTheSplitDoes() {
        Parties parties = patients.split(4, new Iid());

        Examples raw = parties.coding().encode(patients.test().table());

        assertThat(Samples.all(raw)).isEqualTo(Samples.all(parties.test()));
        assertThat(raw.target(3)).isEqualTo(parties.test().target(3));
    }

    @Test
    void knownRangesAndNoneLearnNothing() {
        Dataset digits = Dataset.named("digits");
        float[] raw =
                Samples.all(digits.features(Features.none()).split(2, new Iid()).train());
        float[] scaled = Samples.all(
                digits.features(Features.range(0, 16)).split(2, new Iid()).train());

        for (int i = 0; i < raw.length; i++) {
            assertThat(scaled[i]).isEqualTo(raw[i] / 16);
        }
    }

    @Test
    void poolingAndDealingAgainKeepTheCodingAndTheRows() {
        Parties parties = Dataset.named("wine").split(4, new Dirichlet(0.5));
        Parties pooled = parties.pooled();
        Parties workers = parties.redealt(5, new dev.parley.num.Seed(1));

        assertThat(pooled.train()).isSameAs(parties.train());
        assertThat(pooled.coding()).isSameAs(parties.coding());
        assertThat(pooled.deal(0)).isEqualTo(IntStream.range(0, 142).toArray());
        assertThat(workers.names()).containsExactly("worker-1", "worker-2", "worker-3", "worker-4", "worker-5");
        assertThat(workers.all().stream().mapToInt(Party::size).sum()).isEqualTo(142);
        assertThat(workers.train()).isSameAs(parties.train());
    }
}
