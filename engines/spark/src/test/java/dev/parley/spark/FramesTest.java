package dev.parley.spark;

import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.byColumn;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Rows of Spark's frames go to their owners, in an order of their own. */
class FramesTest extends SiteFiles {
    @Test
    void aFramesRowsGoToTheirOwnersInAnOrderOfTheirOwn() throws IOException {
        SparkSession session =
                SparkSession.builder().sparkContext(LOCAL.context().sc()).getOrCreate();
        org.apache.spark.sql.Dataset<Row> frame = session.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(hospitals());
        String parquet = folder + "/hospitals.parquet";
        frame.repartition(5).write().parquet(parquet);
        Dataset test = csv(folder + "/rows.csv").without("hospital").target("y");
        Run read = federation().rounds(3).train(logistic(), LOCAL.sites(parquet, byColumn("hospital"), test));
        Run framed =
                federation().rounds(3).train(logistic(), spark(session).sites(frame.repartition(3), "hospital", test));
        Parties here = csv(folder + "/sorted.csv")
                .target("y")
                .testRows(csv(folder + "/rows.csv"))
                .split(byColumn("hospital"));

        assertThat(framed.fingerprint()).isEqualTo(read.fingerprint());
        assertThat(read.fingerprint())
                .isEqualTo(federation()
                        .rounds(3)
                        .on(threads(2))
                        .train(logistic(), here)
                        .fingerprint());
        assertThat(read.parties().names()).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> LOCAL.sites(parquet, byColumn("hospitel"), test))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("there is no column \"hospitel\"; did you mean \"hospital\"?");
    }

    @Test
    void aFramesDatesAndGapsAreThoseOfACsv() throws IOException {
        String text = IntStream.range(0, 40)
                .mapToObj(i -> i % 3 + "," + (i % 5 == 0 ? "" : i + ".25") + ",2024-01-0" + (1 + i % 9)
                        + ",2024-01-01 10:0" + i % 10 + ":05," + (i % 2 == 0) + "," + (i % 4 < 2 ? "p" : "q"))
                .collect(java.util.stream.Collectors.joining("\n", "id,x,day,time,flag,y\n", "\n"));
        Files.writeString(folder.resolve("all.csv"), text);
        SparkSession session =
                SparkSession.builder().sparkContext(LOCAL.context().sc()).getOrCreate();
        var frame = session.read()
                .option("header", true)
                .schema("id INT, x DECIMAL(10,2), day DATE, time TIMESTAMP, flag BOOLEAN, y STRING")
                .csv(folder + "/all.csv");
        Dataset like = csv(folder + "/all.csv").date("day").date("time").target("y");
        Parties parties = LOCAL.sites(frame, "id", like);

        assertThat(parties.names()).containsExactly("0", "1", "2");
        assertThat(parties.trainingRows()).isEqualTo(40);
        assertThat(parties.coding().features()).contains("x", "day days", "time days", "flag=true");
        assertThat(federation().rounds(2).train(logistic(), parties).complete()).isTrue();
        assertThatThrownBy(() -> LOCAL.sites(frame, "x", like))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("8 rows have no value in \"x\", so they belong to nobody");
        assertThat(LOCAL.sites(folder + "/sites", test()).names()).containsExactly("north", "south", "west");
    }

    private String hospitals() throws IOException {
        List<String> rows = IntStream.range(0, 60)
                .mapToObj(i ->
                        "abc".charAt(i % 7 % 3) + "," + i * 11 % 23 + "," + i % 4 + ".5," + (i % 3 > 0 ? "p" : "q"))
                .toList();
        String header = "hospital,n,x,y\n";
        Files.writeString(
                folder.resolve("sorted.csv"),
                header
                        + String.join(
                                "\n",
                                rows.stream()
                                        .sorted(java.util.Comparator.comparing((String row) -> row.charAt(0))
                                                .thenComparing(row -> java.util.Arrays.toString(
                                                        row.substring(2).split(","))))
                                        .toList()));
        return Files.writeString(folder.resolve("rows.csv"), header + String.join("\n", rows))
                .toString();
    }

    @Test
    void rowsOfAFrameAreOrderedValueByValue() {
        Object[] one = {"a, b", "c"};
        Object[] other = {"a", "b, c"};
        Object[] gap = {null, "b"};
        assertThat(FrameRows.byValues(one, other)).isPositive();
        assertThat(FrameRows.byValues(other, one)).isNegative();
        assertThat(FrameRows.byValues(gap, other)).isNegative();
        assertThat(FrameRows.byValues(one, one.clone())).isZero();
    }
}
