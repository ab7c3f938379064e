package dev.parley.data;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates: read strictly, in their order, and of a target nothing that tells it. */
class DatesTest {
    @TempDir
    Path folder;

    private Dataset dates(String... values) {
        return csv(Samples.file(
                folder,
                "dates.csv",
                Stream.of(values).map(value -> value + "\n").collect(Collectors.joining("", "when,x,y\n", ""))));
    }

    private List<String> features(Dataset data) {
        return data.split(1, iid()).coding().features();
    }

    @Test
    void aTargetOfADateLeavesNoneOfItsNumbers() {
        Dataset data = dates(IntStream.range(0, 40)
                        .mapToObj(i ->
                                "202" + i % 4 + "-0" + (1 + i % 2) + "-05," + i % 5 + "," + (i % 3 > 0 ? "a" : "b"))
                        .toArray(String[]::new))
                .date("when");

        assertThat(features(data.target("y"))).contains("when days", "x");
        assertThat(features(data.targetIs("when", "2022-01-05"))).containsExactly("x", "y=a", "y=b");
        assertThat(features(data.targetAbove("when year", 2021))).containsExactly("x", "y=a", "y=b");
        assertThat(features(data.target("when month"))).containsExactly("x", "y=a", "y=b");
    }

    @Test
    void anotherTargetOfAPartLeavesNothingOfTheFirst() {
        Dataset data = dates(IntStream.range(0, 60)
                .mapToObj(i -> i + "," + i * 7 % 10 + "," + (i % 3 > 0 ? "a" : "b"))
                .toArray(String[]::new));
        Dataset part = data.targetAbove("x", 4).train();

        assertThat(features(part.target("y"))).containsExactly("when", "x");
        assertThat(features(part.targetAbove("when", 5)
                        .target("season", row -> row.getInt("when") > 30 ? "late" : "early")
                        .without("x", "y")))
                .containsExactly("when");
    }

    @Test
    void theLatestAreLaterByAFractionAndByTheirDistanceFromGreenwich() {
        Dataset fractions = dates(
                        "2024-01-05 10:00:00.900,1,a",
                        "2024-01-05 10:00:00.100,2,b",
                        "2024-01-05 10:00:00.500,3,a",
                        "2024-01-05 10:00:00.25,4,b")
                .target("y")
                .latest(0.5, "when");
        assertThat(fractions.test().table().intColumn("x").asList()).containsExactly(1, 3);
        Dataset offsets = dates(
                        "2024-01-05T10:00+05:00,1,a",
                        "2024-01-05T09:00+00:00,2,b",
                        "2024-01-05T08:00-05:00,3,a",
                        "2024-01-05T07:00Z,4,b")
                .target("y")
                .latest(0.5, "when");
        assertThat(offsets.test().table().intColumn("x").asList()).containsExactly(2, 3);
    }

    @Test
    void daysThatAreNotAndHoursOfHalfADayAreRefused() {
        assertThatThrownBy(
                        () -> dates("30.02.2023,1,a").date("when", "dd.MM.yyyy").table())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"30.02.2023\" in row 1 is no such date");
        assertThatThrownBy(() -> dates("2023-02-30,1,a").date("when").table())
                .hasMessageContaining("\"2023-02-30\" in row 1 is no such date");
        assertThatThrownBy(() -> dates("01.02.2023 11:00,1,a").date("when", "dd.MM.yyyy hh:mm"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("h is an hour of half a day and needs a; H is one of 0 to 23");
        assertThatThrownBy(() -> dates("x,1,a").date("when", "[".repeat(5000) + "]".repeat(5000)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it is longer than 100 letters");
    }

    @Test
    void patternsAreReadAsPeopleMeanThem() {
        assertThat(dates("05/06/65,1,a", "05/06/69,1,a")
                        .date("when", "dd/MM/yy")
                        .table()
                        .doubleColumn("when year")
                        .asList())
                .containsExactly(2065.0, 1969.0);
        assertThat(dates("5 1 2024 at 11:30 PM,1,a")
                        .date("when", "d M yyyy 'at' hh:mm a")
                        .table()
                        .doubleColumn("when hour")
                        .asList())
                .containsExactly(23.5);
        assertThat(dates("20240131,1,a", "20240229,2,b")
                        .date("when", "yyyyMMdd")
                        .table()
                        .doubleColumn("when days")
                        .asList())
                .containsExactly(19753.0, 19782.0);
    }
}
