package dev.parley.data;

import static dev.parley.Parley.csv;
import static dev.parley.Parley.data;
import static dev.parley.Parley.folder;
import static dev.parley.Partitions.byFile;
import static dev.parley.data.Visits.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.DataException;
import dev.parley.partition.Iid;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Test rows and parties that lie in files of their own, and rows that are held out by date. */
class OwnFilesTest {
    @TempDir
    Path folder;

    @Test
    void theLatestRowsMayBeTheTest() {
        Dataset data = file(folder).target("outcome").without("stage").latest(0.2, "when");

        Table test = data.test().table();
        Table train = data.train().table();
        String first =
                test.stringColumn("when").asList().stream().sorted().findFirst().orElseThrow();
        assertThat(test.rowCount()).isEqualTo(12);
        assertThat(train.stringColumn("when").asList()).allMatch(when -> when.compareTo(first) <= 0);
        assertThat(features(data)).containsExactly("code", "x");
        assertThat(features(data.date("when"))).contains("when days");
        assertThat(data.trainValidTest(0.7, 0.1).valid().orElseThrow().size()).isEqualTo(6);
        assertThatThrownBy(() -> data.latest(1.2, "when"))
                .hasMessage(
                        "latest(1.2, \"when\"): the share of test rows must lie between 0 and 1, both excluded; 0.2 is usual");
        assertThatThrownBy(() -> features(data.latest(0.2, "stage")))
                .hasMessageContaining("row 1 has no date; leave such rows out: dropRowsWithout(\"stage\")");
    }

    @Test
    void testRowsMayBeAFileOfTheirOwn() {
        Dataset other = csv(Samples.file(folder, "test.csv", visits(100)));
        Dataset data =
                file(folder).targetIs("outcome", "fraud").only("x", "code").testRows(other);

        assertThat(data.test().size()).isEqualTo(60);
        assertThat(data.train().size()).isEqualTo(60);
        assertThat(data.split(3, new Iid()).test().size()).isEqualTo(60);
        assertThat(data).asString().contains("60 rows for training, 60 test rows of their own");
    }

    @Test
    void filesOfAFolderArePartiesOfTheSameColumns() throws Exception {
        Path sites = Files.createDirectory(folder.resolve("sites"));
        Samples.file(sites, "south.csv", visits(0));
        Samples.file(sites, "north.csv", visits(100));
        Samples.file(sites, "notes.md", "no table");
        Dataset data = folder(sites + "/*.csv").target("outcome").without("when", "stage");

        assertThat(data.size()).isEqualTo(120);
        assertThat(features(data)).containsExactly("code", "x");
        assertThat(data.split(byFile()).names()).containsExactly("north", "south");
        assertThat(folder(sites.toString()).table().stringColumn("file").countUnique())
                .isEqualTo(2);

        Dataset own = data.testRows(csv(Samples.file(folder, "test.csv", visits(200))));
        assertThat(own.split(byFile()).test().size()).isEqualTo(60);
        assertThat(own.test().encoded(own.split(byFile()).coding()).size()).isEqualTo(60);

        Samples.file(sites, "west.csv", visits(0).replace("code,x", "x,code"));
        assertThat(folder(sites.toString()).target("outcome").only("x", "code").size())
                .isEqualTo(180);
        Samples.file(sites, "zoo.csv", visits(0).replace("2,7,", "2,n.d.,"));
        assertThatThrownBy(() ->
                        features(folder(sites.toString()).target("outcome").only("x")))
                .hasMessageContaining("column \"x\" holds numbers, but also \"n.d.\" in row 2 of zoo (");
        Samples.file(sites, "zoo.csv", visits(0).replace("code,x", "code,y"));
        assertThatThrownBy(() -> folder(sites.toString()).table())
                .hasMessageContaining(", zoo: it has no column \"x\", which the first file has; ");
        assertThatThrownBy(() -> folder(sites + "/*.xls")).hasMessageContaining("is called *.xls; check the pattern");
        assertThatThrownBy(() -> folder(folder + "/none/*.csv")).hasMessageContaining("there is no such folder");
    }

    @Test
    void testRowsWithOtherClassesAreRefused() {
        Dataset dotted = csv(Samples.file(folder, "test.csv", visits(100).replace("fraud", "fraud.")));
        assertThatThrownBy(() -> file(folder)
                        .target("outcome")
                        .only("x")
                        .testRows(dotted)
                        .split(2, new Iid()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "test.csv\"): the test rows have classes that no training row has: \"fraud.\"; write"
                                + " them alike, or say what counts: targetIs(\"outcome\", ..)");
        Dataset both =
                file(folder).targetIs("outcome", "fraud", "fraud.").only("x").testRows(dotted);
        assertThat(both.split(2, new Iid()).test().size()).isEqualTo(60);
        assertThat(both.split(2, new Iid()).toString()).contains("; 60 test rows held out");
        assertThatThrownBy(() -> file(folder)
                        .target("outcome")
                        .testRows(csv(Samples.file(folder, "no.csv", "x,code\n1,2\n2,3\n")))
                        .test()
                        .task())
                .hasMessageContaining("no.csv\").target(\"outcome\"): there is no such column");
    }

    @Test
    void aFileToPredictIsReadAsTheTrainedOneWas() {
        String rows = "zip,dose,y\n" + "01001,1.5,a\n01002,n.d.,b\n01001,2.5,a\n01002,4,b\n".repeat(10);
        Dataset data = csv(Samples.file(folder, "zips.csv", rows))
                .text("zip")
                .missing("n.d.")
                .target("y");
        Parties parties = data.split(2, new Iid());
        Dataset plain = csv(Samples.file(folder, "zips.csv", rows)).target("y");

        assertThat(Samples.all(plain.encoded(parties.coding()))).isEqualTo(Samples.all(data.encoded(parties.coding())));
        Table read =
                csv(Samples.file(folder, "plain.csv", rows.replace("n.d.", ""))).table();
        assertThatThrownBy(() -> parties.coding().encode(read))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "column \"zip\", row 1: \"1001\" is written as \"01001\" in the rows that were trained on; read"
                                + " these rows in the same way: text(\"zip\")");
    }
}
