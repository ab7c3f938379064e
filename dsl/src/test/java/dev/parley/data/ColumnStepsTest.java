package dev.parley.data;

import static dev.parley.Parley.csv;
import static dev.parley.Parley.data;
import static dev.parley.Parley.folder;
import static dev.parley.Partitions.byFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.partition.ByColumn;
import dev.parley.partition.Iid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.Table;

/** The steps that say how columns are used, what is predicted, and which rows are held out. */
class ColumnStepsTest {
    @TempDir
    Path folder;

    /** Sixty visits: a code, a number, a date, a stage with gaps, an outcome. */
    private static String visits(int from) {
        StringBuilder text = new StringBuilder("code,x,when,stage,outcome\n");
        for (int i = from; i < from + 60; i++) {
            text.append(i % 3 + 1)
                    .append(',')
                    .append(i * 7 % 31)
                    .append(',')
                    .append(LocalDate.of(2024, 1, 1).plusDays(i * 11 % 60))
                    .append(',')
                    .append(i % 10 == 0 ? "" : "" + i % 4)
                    .append(',')
                    .append(i % 7 < 2 ? "fraud\n" : i % 7 < 4 ? "late\n" : "fine\n");
        }
        return text.toString();
    }

    private Dataset file() {
        return csv(Samples.file(folder, "visits.csv", visits(0)));
    }

    private static List<String> features(Dataset data) {
        return data.split(2, new Iid()).coding().features();
    }

    @Test
    void onlyAndWithoutChooseFeatures() {
        Dataset data = file().target("outcome");

        assertThat(features(data.only("x", "code"))).containsExactly("code", "x");
        assertThat(features(data.only("x", "code").without("code"))).containsExactly("x");
        assertThat(features(data.without("when", "stage"))).containsExactly("code", "x");
        assertThat(data.only("x")).asString().contains("60 rows, 1 column, target outcome");
        assertThatThrownBy(() -> features(data.only("xx")))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(".only(\"xx\"): there is no such column; did you mean \"x\"?");
        assertThatThrownBy(() -> data(file().table()).only("cod"))
                .hasMessage("data(table).only(\"cod\"): there is no such column; did you mean \"code\"?");
    }

    @Test
    void numbersMayBeCategories() {
        Dataset data = file().target("outcome").only("x", "code").category("code");

        assertThat(features(data)).containsExactly("code=1", "code=2", "code=3", "x");
        Parties parties = data.split(2, new Iid());
        assertThat(Samples.all(parties.coding().encode(data.table().first(2))))
                .startsWith(1, 0, 0)
                .hasSize(8);
    }

    @Test
    void rowsWithoutAValueAreLeftOut() {
        Dataset data = file().target("stage").only("x", "code");

        assertThatThrownBy(() -> features(data))
                .hasMessageContaining(
                        "the target is missing in 6 of 60 rows, first in row 1; fill these cells, or leave the rows out:"
                                + " dropRowsWithout(\"stage\")");
        assertThat(data.dropRowsWithout("stage").size()).isEqualTo(54);
        assertThat(data.dropRowsWithout("stage").task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(file().target("x")
                        .without("when")
                        .dropRowsWithout("stage")
                        .split(new ByColumn("stage"))
                        .names())
                .containsExactly("0", "1", "2", "3");
        assertThat(data(file().table())
                        .target("outcome")
                        .dropRowsWithout("stage")
                        .size())
                .isEqualTo(54);
    }

    @Test
    void rowsInMessagesAreThoseOfTheFileAlsoWhereSomeAreLeftOut() {
        String text = visits(0).replace("2,7,", "2,n.d.,");
        Dataset data =
                csv(Samples.file(folder, "odd.csv", text)).target("outcome").dropRowsWithout("stage");

        assertThatThrownBy(() -> features(data)).hasMessageContaining("but also \"n.d.\" in row 2 (");
    }

    @Test
    void aTargetIsMadeOfAColumn() {
        Dataset above = file().targetAbove("x", 15).only("x", "code");
        assertThat(above.targetName()).isEqualTo("x above 15");
        assertThat(above.classes()).containsExactly("no", "yes");
        assertThat(features(above)).containsExactly("code");

        Dataset is = file().targetIs("outcome", "fraud", "late").without("when");
        assertThat(is.targetName()).isEqualTo("outcome is fraud or late");
        assertThat(features(is)).containsExactly("code", "x", "stage");
        assertThatThrownBy(() -> file().targetIs("outcome", "fruad").task())
                .hasMessageEndingWith(".targetIs(\"outcome\", \"fruad\"): no row holds \"fruad\"; check its spelling");
        assertThatThrownBy(() -> file().targetAbove("outcome", 1).task())
                .hasMessageEndingWith(
                        ".targetAbove(\"outcome\", 1): the column holds text, first \"fraud\"; say targetIs(\"outcome\","
                                + " \"fraud\")");
        assertThatThrownBy(() -> file().targetAbove("y", 1).task()).hasMessageContaining("there is no such column");

        Dataset code = file().target("sum", row -> row.getInt("x") + row.getInt("code"));
        assertThat(code.task()).isEqualTo(Task.REGRESSION);
        assertThat(file().target("big", row -> row.getInt("x") > 15).classes()).containsExactly("no", "yes");
        assertThatThrownBy(
                        () -> file().target("big", row -> row.getInt("z") > 15).task())
                .isInstanceOf(DataException.class)
                .hasMessageContaining(".target(\"big\", row -> ..): the code failed at row 1: ");
    }

    @Test
    void aMadeTargetIsThatOfRowsToPredictToo() {
        Dataset data = file().targetAbove("x", 15).only("code");
        Parties parties = data.split(2, new Iid());

        assertThat(data.test().classes()).isSubsetOf("no", "yes");
        assertThat(parties.test().size()).isEqualTo(data.test().size());
        assertThat(IntStream.range(0, parties.test().size())
                        .mapToObj(i -> parties.test().target(i)))
                .containsOnly(0f, 1f);
    }

    @Test
    void datesAreNumbers() {
        Dataset data = file().target("outcome").only("when").date("when");

        assertThat(features(data)).containsExactly("when year", "when month", "when weekday", "when days");
        assertThat(features(data.without("when year"))).containsExactly("when month", "when weekday", "when days");
        Table table = data.table();
        int row = 5;
        LocalDate date = LocalDate.parse(table.stringColumn("when").get(row));
        assertThat(table.doubleColumn("when month").get(row)).isEqualTo(date.getMonthValue());
        assertThat(table.doubleColumn("when weekday").get(row))
                .isEqualTo(date.getDayOfWeek().getValue());
        assertThat(table.doubleColumn("when days").get(row)).isEqualTo(date.toEpochDay());
        assertThatThrownBy(() -> features(file().target("outcome").date("when", "dd.MM.yyyy")))
                .hasMessageContaining(".date(\"when\", \"dd.MM.yyyy\"): \"2024-01-01\" in row 1 is no such date;");
        assertThatThrownBy(() -> file().date("when", "bbb")).hasMessageContaining("Java reads no such pattern");
    }

    @Test
    void datesOfTablesAndHoursCountToo() {
        DateColumn born = DateColumn.create("born");
        IntStream.range(0, 60).forEach(i -> born.append(LocalDate.of(2000, 1, 1).plusDays(i)));
        Table table = file().table().addColumns(born);
        assertThat(features(data(table).target("outcome").only("born").date("born")))
                .containsExactly("born year", "born month", "born weekday", "born days");

        String text = "when,y\n" + "2024-01-31 12:30,a\n2024-02-01 18:00,b\n".repeat(10);
        Dataset timed = csv(Samples.file(folder, "timed.csv", text)).target("y").date("when", "yyyy-MM-dd HH:mm");
        assertThat(timed.table().doubleColumn("when hour").asList()).startsWith(12.5, 18.0);
    }

    @Test
    void aModelMakesNumbersOfDatesByItself() {
        Dataset data = file().target("outcome").only("when", "x").date("when");
        Parties parties = data.split(2, new Iid());
        Table raw = file().table();

        assertThat(Samples.all(parties.coding().encode(raw))).isEqualTo(Samples.all(data.encoded(parties.coding())));
    }

    @Test
    void theLatestRowsMayBeTheTest() {
        Dataset data = file().target("outcome").without("stage").latest(0.2, "when");

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
        Dataset data = file().targetIs("outcome", "fraud").only("x", "code").testRows(other);

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
    void stepsOfAPartKeepItsClassesAndItsColumns() {
        Dataset data = file().targetAbove("x", 15).only("code", "when").date("when");
        Dataset test = data.test();

        assertThat(test.without("code").classes()).isEqualTo(data.classes());
        assertThat(test.dropRowsWithout("stage").size()).isLessThan(test.size());
        assertThat(test.dropRowsWithout("stage").table().columnNames()).contains("when days", "x above 15");
        assertThat(file().target("outcome").test().targetAbove("x", 15).targetName())
                .isEqualTo("x above 15");
        assertThatThrownBy(() -> Dataset.named("mnist").latest(0.2, "when").parts())
                .hasMessage(
                        "dataset(\"mnist\").latest(0.2, \"when\"): the set has test rows of its own already; leave the"
                                + " step out");
    }

    @Test
    void codeThatReadsAMissingNumberIsRefusedWithTheCell() {
        assertThatThrownBy(() ->
                        file().target("late", row -> row.getInt("stage") > 1).task())
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        ".target(\"late\", row -> ..): the code reads a missing cell, that of \"stage\" in row"
                                + " 1; let it ask row.isMissing(\"stage\") first, or leave such rows out:"
                                + " dropRowsWithout(\"stage\")");
        assertThat(file().target("late", row -> !row.isMissing("stage") && row.getInt("stage") > 1)
                        .classes())
                .containsExactly("no", "yes");
        assertThat(file().dropRowsWithout("stage")
                        .target("late", row -> row.getInt("stage") > 1)
                        .size())
                .isEqualTo(54);
    }

    @Test
    void aMadeTargetNamesTheColumnItIsMadeOf() {
        assertThatThrownBy(() -> file().targetAbove("stage", 1).task())
                .hasMessageEndingWith(
                        "the target is missing in 6 of 60 rows, first in row 1; fill these cells, or leave the"
                                + " rows out: dropRowsWithout(\"stage\")");
        assertThatThrownBy(() -> file().targetAbove("x", 1000).task())
                .hasMessageEndingWith("every row is of the one class \"no\"; choose another bound or value");
        assertThatThrownBy(() -> file().targetIs("code", "01").task())
                .hasMessageEndingWith("no row holds \"01\"; check its spelling, or keep cells as they are written:"
                        + " text(\"code\")");
    }

    @Test
    void testRowsWithOtherClassesAreRefused() {
        Dataset dotted = csv(Samples.file(folder, "test.csv", visits(100).replace("fraud", "fraud.")));
        assertThatThrownBy(() ->
                        file().target("outcome").only("x").testRows(dotted).split(2, new Iid()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "test.csv\"): the test rows have classes that no training row has: \"fraud.\"; write"
                                + " them alike, or say what counts: targetIs(\"outcome\", ..)");
        Dataset both = file().targetIs("outcome", "fraud", "fraud.").only("x").testRows(dotted);
        assertThat(both.split(2, new Iid()).test().size()).isEqualTo(60);
        assertThat(both.split(2, new Iid()).toString()).contains("; 60 test rows held out");
        assertThatThrownBy(() -> file().target("outcome")
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

    @Test
    void datesAndCodesThatAreMistakenForCategoriesAreSaid() {
        assertThatThrownBy(() -> features(file().target("outcome")))
                .hasMessageContaining(
                        "column \"when\" holds dates, first \"2024-01-01\"; make numbers of them: date(\"when\"), or leave it out");
        StringBuilder german = new StringBuilder("datum,x,y\n");
        StringBuilder units = new StringBuilder("size,x,y\n");
        for (int i = 0; i < 90; i++) {
            german.append(1 + i % 28)
                    .append(".0")
                    .append(1 + i % 9)
                    .append(".2020,")
                    .append(i)
                    .append(i % 2 == 0 ? ",a\n" : ",b\n");
            units.append(800 + i % 40).append(" sqft,").append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        assertThatThrownBy(() -> features(
                        csv(Samples.file(folder, "de.csv", german.toString())).target("y")))
                .hasMessageContaining("make numbers of them: date(\"datum\", \"d.M.yyyy\")");
        assertThat(csv(Samples.file(folder, "u.csv", units.toString()))
                        .target("y")
                        .split(2, new Iid())
                        .notes())
                .anyMatch(
                        note -> note.startsWith("column size: 39 different texts in 72 rows, first \"800 sqft\", are a"
                                + " feature each; where they are names or numbers with a unit"));
        assertThatThrownBy(() -> file().only()).hasMessage("only(): it is not said which; name one at least");
    }

    @Test
    void classesThatDifferInCaseAreSaid() {
        Dataset data = csv(Samples.file(folder, "yes.csv", "x,y\n" + "1,Yes\n2,yes\n3,No\n".repeat(20)))
                .target("y");
        assertThat(data.split(2, new Iid()).notes())
                .contains(
                        "the classes \"Yes\" and \"yes\" differ in case or blanks alone, and are two; correct them where they"
                                + " are one");
    }
}
