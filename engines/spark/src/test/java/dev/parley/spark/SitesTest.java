package dev.parley.spark;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Metrics.balanced;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.byColumn;
import static dev.parley.Partitions.byFile;
import static dev.parley.Scaling.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.run.Resources;
import dev.parley.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that executors read and keep: the same bits as of the same files read here, and nothing of a row is here. */
class SitesTest {
    private static final Spark LOCAL = spark("local[2]");

    @TempDir
    Path folder;

    @BeforeAll
    static void home() {
        SparkHome.make();
    }

    private static String row(int i) {
        return LocalDate.of(2024, 1, 1).plusDays(i % 90) + ";" + (i * 7 % 31) + "," + i % 10 + ";"
                + (i % 11 == 0 ? "n.d." : "abc".charAt(i % 3)) + ";" + i % 5 + ";" + (i * 13 % 17 > 7 ? "ill" : "well");
    }

    @BeforeEach
    void writeSites() throws IOException {
        write("sites/north.csv", 0, 61);
        write("sites/south.csv", 61, 30);
        write("sites/west.csv", 91, 90);
        write("test.csv", 200, 50);
    }

    private void write(String name, int from, int rows) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("when;dose;kind;stage;state"),
                                IntStream.range(from, from + rows).mapToObj(SitesTest::row))
                        .toList());
    }

    private Dataset used(Dataset rows) {
        return rows.missing("n.d.").decimal(',').date("when").category("stage").target("state");
    }

    private Dataset test() {
        return used(csv(folder + "/test.csv"));
    }

    private String sites() {
        return folder + "/sites/*.csv";
    }

    private Parties here(UnaryOperator<Dataset> more) {
        return more.apply(used(folder(sites())))
                .testRows(csv(folder + "/test.csv"))
                .split(byFile());
    }

    private Parties there(UnaryOperator<Dataset> more) {
        return LOCAL.sites(sites(), more.apply(test()));
    }

    @Test
    void theBitsAreThoseOfFilesThatAreReadHere() {
        List<UnaryOperator<Dataset>> choices = List.of(
                data -> data,
                data -> data.features(none()).only("dose"),
                data -> data.targetAbove("dose", 12),
                data -> data.target("dose").task(dev.parley.example.Task.REGRESSION));
        for (UnaryOperator<Dataset> choice : choices) {
            Parties here = here(choice);
            Parties there = there(choice);
            assertThat(there.coding().toJson().toPrettyString())
                    .isEqualTo(here.coding().toJson().toPrettyString());
            assertThat(there.names()).containsExactly("north", "south", "west");
            Run on = federation().rounds(3).on(threads(1)).train(mlp(4), here);
            Run spark = federation().rounds(3).train(mlp(4), there);
            assertThat(spark.fingerprint()).isEqualTo(on.fingerprint());
            assertThat(spark.evaluation()).isEqualTo(on.evaluation());
            assertThat(spark.ledger().print()).isEqualTo(on.ledger().print());
        }
    }

    @Test
    void everySentenceThatLeavesRowsWhereTheyAreTrains() {
        Federation scaffold = federation().rounds(4).client(scaffold()).aggregate(mean());
        assertThat(scaffold.train(logistic(), there(data -> data)).fingerprint())
                .isEqualTo(scaffold.on(threads(2))
                        .train(logistic(), here(data -> data))
                        .fingerprint());
        assertThat(local().epochs(2).train(logistic(), there(data -> data)).fingerprint())
                .isEqualTo(local().epochs(2)
                        .on(threads(2))
                        .train(logistic(), here(data -> data))
                        .fingerprint());
        Run weighted = federation().rounds(2).classWeights(balanced()).train(logistic(), there(data -> data));
        assertThat(weighted.fingerprint())
                .isEqualTo(federation()
                        .rounds(2)
                        .classWeights(balanced())
                        .on(threads(2))
                        .train(logistic(), here(data -> data))
                        .fingerprint());
        Run workers = distributed().workers(3).epochs(2).train(logistic(), there(data -> data));
        assertThat(workers.evaluation().loss()).isLessThan(0.7);
    }

    @Test
    void whoComputedWhatIsTold() {
        Run run = federation()
                .rounds(3)
                .on(LOCAL)
                .train(logistic(), dataset("breast-cancer").split(6, iid()));
        Resources resources = resources(run);

        assertThat(resources.table().rowCount()).isEqualTo(6 * 4);
        assertThat(resources.table().intColumn("round").asSet()).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(resources.table().stringColumn("party").asSet())
                .containsExactlyInAnyOrderElementsOf(run.parties().names());
        assertThat(resources.lanes()).isSubsetOf("driver", "driver #2");
        assertThat(resources.workers().intColumn("pieces").sum()).isEqualTo(24);
        assertThat(resources.workers().doubleColumn("waiting").min()).isNotNegative();
        assertThat(plot(resources).getSeriesCollection())
                .hasSize(resources.lanes().size());
        assertThatThrownBy(() -> resources(
                        federation().rounds(1).train(logistic(), dataset("iris").split(2, iid()))))
                .isInstanceOf(PlanException.class);
    }

    @Test
    void ownersKeepRowsForTheirOwnTest() {
        Federation plan = federation().rounds(2).evaluateParties(1);
        Run there = plan.train(logistic(), there(data -> data).partyTest(0.25));
        Run here = plan.on(threads(2)).train(logistic(), here(data -> data).partyTest(0.25));

        assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
        assertThat(there.partyScores().print()).isEqualTo(here.partyScores().print());
        assertThat(there.parties().table().intColumn("own test").asList())
                .isEqualTo(here.parties().table().intColumn("own test").asList());
    }

    @Test
    void twoExecutorsReadTheirOwn() {
        Spark workers = spark(SparkHome.TWO_WORKERS);
        Run there = federation().rounds(2).train(mlp(4), workers.sites(sites(), test()));

        assertThat(there.fingerprint())
                .isEqualTo(federation()
                        .rounds(2)
                        .on(threads(1))
                        .train(mlp(4), here(data -> data))
                        .fingerprint());
    }

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
    void aCheckpointGoesOnInAnotherSession() {
        Parties there = there(data -> data);
        Run whole = federation().rounds(4).client(scaffold()).aggregate(mean()).train(logistic(), there);
        String file = folder.resolve("run.json").toString();
        federation()
                .rounds(4)
                .client(scaffold())
                .aggregate(mean())
                .checkpoint(file, every(1))
                .onRound(r -> {
                    if (r.round() == 2) {
                        r.stop();
                    }
                })
                .train(logistic(), there);
        LOCAL.context().close();

        assertThat(load(file).resume(there(data -> data)).fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(replay(file, there(data -> data)).rounds()).hasSize(4);
        assertThatThrownBy(() -> replay(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("which lie elsewhere (sites(")
                .hasMessageEndingWith("give these parties again: replay(path, mine)");
    }

    @Test
    void whatCannotBeIsRefusedBeforeATraining() throws IOException {
        Parties there = there(data -> data);
        assertThatThrownBy(() -> federation().on(threads(2)).train(logistic(), there))
                .isInstanceOf(PlanException.class)
                .hasMessageEndingWith("lie elsewhere and stay there; train on(spark(\"local[2]\"))");
        assertThatThrownBy(() -> centralized().train(logistic(), there))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("centralized() needs all rows here");
        assertThatThrownBy(() -> distributed().workers(2).train(logistic(), there))
                .hasMessageEndingWith("so that each of their 3 owners is a worker; say workers(3)");
        assertThatThrownBy(() -> there(data -> data.trainTest(0.5))).hasMessageContaining("are test rows");
        assertThatThrownBy(() -> there(data -> data.target("late", row -> row.getInt("stage") > 2)))
                .hasMessageContaining("is code that cannot travel");
        assertThatThrownBy(() -> LOCAL.sites(folder + "/none/*.csv", test()))
                .hasMessageContaining("no file is called so");
        assertThat(there.toString()).contains("3 parties", "181 rows that stay there; 50 test rows here");
    }

    @Test
    void rowsThatCannotBeUsedAreNamedByTheirOwner() throws IOException {
        Files.writeString(folder.resolve("sites/south.csv"), "when;dose;kind;stage;state\n2024-13-01;1,5;a;1;ill\n");
        assertThatThrownBy(() -> there(data -> data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"south\".date(\"when\"): \"2024-13-01\" in row 1 is no such date");
        Files.writeString(folder.resolve("sites/south.csv"), "when;dose;kind;state\n2024-01-01;1,5;a;ill\n");
        assertThatThrownBy(() -> there(data -> data))
                .hasMessageContaining("\"south\".category(\"stage\"): there is no such column");
        Files.writeString(folder.resolve("sites/south.csv"), "when;dose;kind;stage;state\n2024-01-01;low;a;1;ill\n");
        assertThatThrownBy(() -> there(data -> data))
                .hasMessageContaining("column \"dose\" holds numbers at \"north\" and text at \"south\"");
        Files.writeString(
                folder.resolve("sites/south.csv"), "when;dose;kind;stage;state;more\n2024-01-01;1,5;a;1;ill;1\n");
        assertThatThrownBy(() -> there(data -> data))
                .hasMessageContaining("\"north\" has no column \"more\", which \"south\" has");
    }

    @Test
    void anInterruptEndsTheQuestion() throws Exception {
        LOCAL.context();
        Thread asking = new Thread(() -> {
            try {
                LOCAL.sites(sites(), test().target("state"));
            } catch (java.util.concurrent.CancellationException expected) {
                Thread.currentThread().interrupt();
            }
        });
        asking.start();
        asking.interrupt();
        asking.join(2000);
        assertThat(asking.isAlive()).isFalse();
        // Spark's own list of jobs is behind by a moment
        int quiet = 0;
        for (int look = 0; look < 100 && quiet < 10; look++) {
            quiet = LOCAL.context().statusTracker().getActiveJobIds().length == 0 ? quiet + 1 : 0;
            Thread.sleep(20);
        }
        assertThat(quiet).as("looks in a row that saw no job").isEqualTo(10);
        assertThat(there(data -> data).size()).isEqualTo(3);
    }

    @Test
    void aRowThatChangesBetweenIsSeen() throws IOException {
        Parties there = there(data -> data);
        write("sites/south.csv", 61, 29);
        assertThatThrownBy(() -> federation().rounds(1).train(logistic(), there))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the rows of 'south' have changed");
    }

    @Test
    void otherRowsOfTheSameNumberAreSeen() throws IOException {
        Parties there = there(data -> data);
        String file = folder.resolve("run.json").toString();
        save(federation().rounds(1).train(logistic(), there), file);
        write("sites/south.csv", 62, 30);

        assertThatThrownBy(() -> federation().rounds(1).train(logistic(), there))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the rows of 'south' have changed since it told of its 30");
        assertThatThrownBy(() -> replay(file, there(data -> data)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("tells otherwise: its rows, its test rows");
    }

    @Test
    void partiesAreInTheOrderOfTheirNames() throws IOException {
        write("sites/south-2.csv", 181, 20);
        Files.writeString(folder.resolve("sites/.south.csv.swp"), "nothing");
        Files.writeString(folder.resolve("sites/_SUCCESS"), "");

        Run there = federation().rounds(2).train(logistic(), LOCAL.sites(folder + "/sites", test()));

        assertThat(there.parties().names()).containsExactly("north", "south", "south-2", "west");
        assertThat(there.fingerprint())
                .isEqualTo(federation()
                        .rounds(2)
                        .on(threads(2))
                        .train(logistic(), here(data -> data))
                        .fingerprint());
    }

    @Test
    void twoFilesOfOneNameAndClassesOfNobodyAreRefused() throws IOException {
        write("more/north.csv", 0, 9);
        assertThatThrownBy(() -> LOCAL.sites(folder + "/{sites,more}/*.csv", test()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two files have the same name");
        Path file = folder.resolve("test.csv");
        Files.writeString(file, Files.readString(file).replace(";ill", ";ILL"));
        assertThatThrownBy(() -> there(data -> data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the test rows have classes that no owner has: \"ILL\"");
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
