package dev.parley.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.message.Payload;
import dev.parley.table.TableContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class StatisticsTest {
    private static final FeatureChoices ASKED = new FeatureChoices(
            Features.standardized(), "y", Task.CLASSIFICATION, Set.of(), Features.standardized(), Set.of(), List.of());
    private static final int[] NONE = {};

    private static Table rows(int n, long seed) {
        Random random = new Random(seed);
        double[] x = new double[n];
        String[] kind = new String[n];
        String[] y = new String[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(10) == 0 ? Double.NaN : 1e6 + random.nextGaussian();
            kind[i] = List.of("a", "b", "c", "").get(random.nextInt(4));
            y[i] = List.of("yes", "no", "maybe").get(random.nextInt(3));
        }
        return Table.create(
                DoubleColumn.create("x", x), StringColumn.create("kind", kind), StringColumn.create("y", y));
    }

    private static Payload told(Table table, int... own) {
        return OwnStatistics.of(TableContent.of(table), own, NONE, ASKED, "data");
    }

    private static Coding fit(List<Payload> told) {
        return FeatureFit.of(told, ASKED, List.of(), "data").coding();
    }

    @Test
    void aPartyLooksAtItsOwnRowsAlone() {
        Table table = rows(40, 1);
        Table others = rows(40, 2);
        for (int row = 0; row < 20; row++) {
            others.doubleColumn("x").set(row, table.doubleColumn("x").getDouble(row));
            others.stringColumn("kind").set(row, table.stringColumn("kind").get(row));
            others.stringColumn("y").set(row, table.stringColumn("y").get(row));
        }
        int[] own = IntStream.range(0, 20).toArray();

        assertThat(told(others, own).bytes("statistics"))
                .isEqualTo(told(table, own).bytes("statistics"));
    }

    @Test
    void joinedStatisticsEqualThoseOfAllRows() {
        Table table = rows(97, 3);
        List<Payload> parts = new ArrayList<>();
        for (int party = 0; party < 5; party++) {
            int at = party;
            parts.add(told(
                    table, IntStream.range(0, 97).filter(row -> row % 5 == at).toArray()));
        }
        List<ColumnCode> joined = codes(fit(parts));
        List<ColumnCode> pooled =
                codes(fit(List.of(told(table, IntStream.range(0, 97).toArray()))));

        assertThat(joined.get(1)).isEqualTo(pooled.get(1));
        ColumnCode.Scale one = (ColumnCode.Scale) joined.get(0);
        ColumnCode.Scale all = (ColumnCode.Scale) pooled.get(0);
        assertThat(one.shift()).isCloseTo(all.shift(), org.assertj.core.data.Offset.offset(1e-9 * all.shift()));
        assertThat(one.factor()).isCloseTo(all.factor(), org.assertj.core.data.Offset.offset(1e-9 * all.factor()));
    }

    private static List<ColumnCode> codes(Coding coding) {
        List<ColumnCode> codes = new ArrayList<>();
        coding.toJson().get("columns").forEach(node -> codes.add(ColumnCode.fromJson(node)));
        return codes;
    }

    @Test
    void aClassThatOnePartyHasIsKnownToTheCoordinator() {
        Table table = rows(12, 4);
        table.stringColumn("y").set(11, "rare");
        Payload first = told(table, 0, 1, 2, 3, 4, 5);
        Payload second = told(table, 6, 7, 8, 9, 10, 11);

        assertThat(fit(List.of(first, second)).shape().classes())
                .contains("rare")
                .isSorted();
        assertThat(fit(List.of(first)).shape().classes()).doesNotContain("rare");
        assertThat(FeatureFit.of(List.of(first), ASKED, List.of("known"), "data")
                        .coding()
                        .shape()
                        .classes())
                .contains("known");
    }

    @Test
    void classesThatAreNumbersAreInTheOrderOfNumbers() {
        Table table = Table.create(DoubleColumn.create("x", 1, 2, 3, 4), DoubleColumn.create("y", 10, 9, 2, 10));

        assertThat(fit(List.of(told(table, 0, 1), told(table, 2, 3))).shape().classes())
                .containsExactly("2", "9", "10");
    }

    @Test
    void ofRowsForItsOwnTestAPartyTellsTheClassesAlone() {
        Table table = rows(10, 5);
        table.stringColumn("y").set(9, "rare");
        table.doubleColumn("x").set(9, 1e9);
        int[] own = IntStream.range(0, 9).toArray();
        Statistics without = Statistics.of(told(table, own));

        Statistics with = Statistics.of(OwnStatistics.of(TableContent.of(table), own, new int[] {9}, ASKED, "data"));

        assertThat(with.columns()).isEqualTo(without.columns());
        assertThat(with.classes()).contains("rare");
        assertThat(without.classes()).doesNotContain("rare");
    }

    @Test
    void whereNothingIsLearnedOnlyNamesAreTold() {
        FeatureChoices asked = new FeatureChoices(
                Features.none(), "y", Task.CLASSIFICATION, Set.of("kind"), Features.none(), Set.of(), List.of());
        Payload told = OwnStatistics.of(TableContent.of(rows(9, 6)), new int[] {0, 1, 2}, NONE, asked, "data");

        assertThat(Statistics.of(told).columns()).containsExactly(java.util.Map.entry("x", new Summary.Plain()));
    }

    @Test
    void aNumberWhoseSquareIsInfiniteIsRefusedWithItsRow() {
        Table table = rows(8, 7);
        table.doubleColumn("x").set(5, 1.7e308);

        assertThatThrownBy(() -> told(table, 3, 4, 5, 6))
                .isInstanceOf(DataException.class)
                .hasMessage("data: column \"x\", row 6: the value 1.7E308 is too large, as its square is infinite;"
                        + " correct it, or leave the cell empty");
        table.doubleColumn("x").set(5, Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> told(table, 3, 4, 5, 6))
                .hasMessage("data: column \"x\", row 6: the value is infinite; correct it, or leave the cell empty");
        table.doubleColumn("x").set(5, 1e150);
        assertThat(fit(List.of(told(table, 3, 4, 5, 6))).shape().width()).isPositive();
    }

    @Test
    void spreadsThatAreInfiniteTogetherAreRefused() {
        Table table = rows(8, 8);
        for (int row = 0; row < 8; row++) {
            table.doubleColumn("x").set(row, row < 4 ? 1e160 : -1e160);
        }
        List<Payload> told = List.of(told(table, 0, 1, 2, 3), told(table, 4, 5, 6, 7));

        assertThatThrownBy(() -> fit(told)).hasMessageContaining("their spread is infinite");
    }

    @Test
    void hostileBytesAreRefusedOrRead() {
        byte[] good = told(rows(30, 9), IntStream.range(0, 30).toArray()).bytes("statistics");
        Random random = new Random(10);
        for (int trial = 0; trial < 5_000; trial++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Throwable thrown = catchThrowable(() -> StatisticsBytes.read(bad));

            assertThat(thrown == null || thrown instanceof IllegalArgumentException)
                    .as("trial %d: %s", trial, thrown)
                    .isTrue();
        }
        assertThat(StatisticsBytes.write(StatisticsBytes.read(good))).isEqualTo(good);
    }
}
