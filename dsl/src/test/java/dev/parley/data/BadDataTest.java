package dev.parley.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.feature.Coding;
import dev.parley.feature.Features;
import dev.parley.partition.ByColumn;
import dev.parley.partition.Dirichlet;
import dev.parley.partition.Iid;
import dev.parley.partition.Partition;
import dev.parley.partition.Pathological;
import dev.parley.partition.Rows;
import dev.parley.partition.Shards;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class BadDataTest {
    @TempDir
    Path folder;

    private final Dataset iris = Dataset.named("iris");

    private static void says(String message, ThrowingCallable code) {
        assertThatThrownBy(code).isInstanceOf(DataException.class).hasMessage(message);
    }

    private Dataset csv(String text) {
        return Dataset.csv(Samples.file(folder, "a.csv", text));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void namesOfSets() {
        says(
                "dataset(\"irsi\"): there is no such data set; did you mean \"iris\"? datasets() lists all",
                () -> Dataset.named("irsi"));
        says(
                "dataset(\"imagenet-full\"): there is no such data set; there is \"iris\", \"wine\", \"breast-cancer\","
                        + " \"diabetes\", \"digits\", \"mnist\", \"fashion-mnist\","
                        + " \"heart-disease\"",
                () -> Dataset.named("imagenet-full"));
    }

    @Test
    void files() {
        says(
                "csv(\"" + path("no.csv") + "\"): there is no such file; looked for " + path("no.csv")
                        + "; check the path",
                () -> Dataset.csv(path("no.csv")));
        says("csv(\"" + folder + "\"): this is a folder; name a file in it", () -> Dataset.csv(folder.toString()));
        says(
                "csv(\"" + path("a.csv") + "\"): the file is empty; it needs a line of column names and then rows",
                () -> csv("").target("x").task());
        says(
                "csv(\"" + path("a.csv") + "\"): the table has 2 columns but no row; give one with at least two rows",
                () -> csv("x,y\n").target("x").task());
        says(
                "data(table): the table has 0 columns but no row; give one with at least two rows",
                () -> Dataset.of(Table.create()));
        says(
                "csv(\"" + path("a.csv") + "\"): row 2 has 3 cells, but the header names 2 columns; correct that row",
                () -> csv("x,y\n1,2\n1,2,3\n").target("x").task());
        says(
                "csv(\"" + path("a.csv") + "\"): two columns are called \"x\"; rename one in the file's header",
                () -> csv("x,x\n1,2\n").target("x").task());
    }

    @Test
    void charsets() {
        String file = Samples.file(folder, "g.csv", "年龄,y\n1,a\n", Charset.forName("GBK"));

        assertThat(catchThrowable(() -> Dataset.csv(file).target("y").task()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("csv(\"" + file + "\"): the file is not UTF-8 text; ")
                .hasMessageContaining(".charset(");
        says(
                "charset(\"GKB\"): Java knows no such charset; UTF-8, GBK, GB18030, Big5, Shift_JIS, EUC-KR and"
                        + " ISO-8859-1 are some it knows",
                () -> Dataset.csv(file).charset("GKB"));
        says(
                "dataset(\"iris\").charset(\"GBK\"): only a csv file is read so; leave the step out",
                () -> iris.charset("GBK"));
    }

    @Test
    void targets() {
        says(
                "dataset(\"iris\").target(\"specis\"): there is no such column; did you mean \"species\"?",
                () -> iris.target("specis"));
        says(
                "csv(\"" + path("a.csv")
                        + "\").target(\"y\"): every row is of the one class \"a\"; choose a column with"
                        + " at least two, or say task(Task.REGRESSION) for a number",
                () -> csv("x,y\n1,a\n2,a\n").target("y").task());
        says(
                "csv(\"" + path("a.csv")
                        + "\").target(\"y\"): the target is missing in 1 of 3 rows, first in row 2; fill"
                        + " these cells, or leave the rows out: dropRowsWithout(\"y\"); where NA or the like"
                        + " is a class, say text(\"y\")",
                () -> csv("x,y\n1,a\n2,\n3,b\n").target("y").task());
        says(
                "csv(\"" + path("a.csv")
                        + "\").target(\"y\").task(Task.REGRESSION): the column holds text, first \"a\";"
                        + " a regression needs a column of numbers",
                () -> csv("x,y\n1,a\n2,b\n").target("y").task(Task.REGRESSION).task());
        says(
                "csv(\"" + path("a.csv") + "\"): it is not said what to predict; say csv(\"" + path("a.csv")
                        + "\").target(..) with one of its columns; there is \"x\", \"y\"",
                () -> csv("x,y\n1,a\n2,b\n").split(2, new Iid()));
    }

    @Test
    void targetsThatAreNotNumbers() {
        says(
                "csv(\"" + path("a.csv")
                        + "\").target(\"y\"): column \"y\" holds numbers, but also \"1,5\" in row 2 (1 of 3 rows"
                        + " is no number); correct these cells, or leave them empty",
                () -> csv("x,y\n1,1.5\n2,\"1,5\"\n3,2\n").target("y").task());
        Table endless = Table.create(
                DoubleColumn.create("x", 1, 2, 3), DoubleColumn.create("y", 1, 2, Double.POSITIVE_INFINITY));
        says(
                "data(table).target(\"y\"): the target is infinite in row 3; correct or remove this row",
                () -> Dataset.of(endless).target("y"));
        says(
                "csv(\"" + path("a.csv")
                        + "\").trainTest(0.8): 2 rows are too few to hold any out of their 2 classes; give"
                        + " more rows or hold out a greater share",
                () -> csv("x,y\n1,a\n2,b\n").target("y").split(1, new Iid()));
    }

    @Test
    void columns() {
        Table table = Samples.patients();
        Table holed = table.copy()
                .replaceColumn(DoubleColumn.create("age", new double[100]).map(x -> Double.NaN));
        holed.column(1).setName("age");
        says(
                "data(table): column \"age\" has no value in any of the 80 training rows; leave it out: without(\"age\")",
                () -> Dataset.of(holed).target("ill").split(2, new Iid()));
        says(
                "data(table).features(none()): column \"hospital\" is not of numbers; leave it out:"
                        + " without(\"hospital\"), or use features(standardized())",
                () -> Dataset.of(table).target("ill").features(Features.none()).split(2, new Iid()));
        DateColumn dates = DateColumn.create("born", 100);
        for (int i = 0; i < 100; i++) {
            dates.set(i, java.time.LocalDate.of(2000, 1, 1));
        }
        says(
                "data(table): column \"born\" holds LOCAL_DATE values, neither numbers nor categories; leave it out:"
                        + " without(\"born\"), or where it is a date, say date(\"born\")",
                () -> Dataset.of(table.copy().addColumns(dates)).target("ill").split(2, new Iid()));
        says(
                "data(table).without(\"agee\"): there is no such column; did you mean \"age\"?",
                () -> Dataset.of(table).without("agee"));
    }

    @Test
    void textsWhereNumbersAreNeeded() {
        StringBuilder text = new StringBuilder("x,id,y\n");
        for (int i = 0; i < 40; i++) {
            text.append(i % 4 == 0 ? "\"12,5\"" : "12.5").append(",p").append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        Dataset data = csv(text.toString()).target("y");
        String message = catchThrowable(() -> data.split(2, new Iid())).getMessage();

        assertThat(message)
                .startsWith("csv(\"" + path("a.csv") + "\"): column \"x\" holds numbers, but also \"12,5\" in row 1 (")
                .endsWith(" of 40 rows are no number); correct these cells, or leave them empty");
        says(
                "csv(\"" + path("a.csv") + "\"): column \"id\" holds 32 different texts in 32 training rows, so it is a"
                        + " name rather than a category; leave it out: without(\"id\")",
                () -> data.without("x").split(2, new Iid()));
        says(
                "csv(\"" + path("a.csv") + "\"): there is no column left to predict \"y\" from; keep at least one"
                        + " besides it",
                () -> data.without("x", "id").split(2, new Iid()));
    }

    @Test
    void shares() {
        for (String share : new String[] {"0.0", "1.0", "1.5", "NaN"}) {
            says(
                    "trainTest(" + share + "): the share of training rows must lie between 0 and 1, both excluded; 0.8"
                            + " is usual",
                    () -> iris.trainTest(Double.parseDouble(share)));
        }
        says(
                "trainValidTest(0.7, 0.3): both shares must be above 0 and leave test rows, so their sum must be below"
                        + " 1; 0.7 and 0.1 are usual",
                () -> iris.trainValidTest(0.7, 0.3));
    }

    @Test
    void splits() {
        says("split(0, iid()): there must be at least 1 party; ask for 1 or more", () -> iris.split(0, new Iid()));
        says(
                "split(121, iid()): there are 121 parties but only 120 training rows in iris; ask for at most 120"
                        + " parties",
                () -> iris.split(121, new Iid()));
        says(
                "split(iid()): it is not said how many parties; say split(4, iid()), only byColumn(..) knows by itself",
                () -> iris.split(new Iid()));
        for (double alpha : new double[] {0, -1, 1e-9, 1e300, Double.NaN}) {
            says(
                    "dirichlet(" + alpha
                            + "): the concentration must lie between 0.0001 and 1000000; 0.1 makes parties"
                            + " very different, 100 nearly equal",
                    () -> new Dirichlet(alpha));
        }
        says("shards(0): a party needs at least 1 shard; shards(2) is the usual choice", () -> new Shards(0));
        says(
                "pathological(0): a party needs at least 1 class; pathological(2) is the usual choice",
                () -> new Pathological(0));
        says(
                "pathological(4): the training rows have only 3 classes; ask for at most 3",
                () -> iris.split(4, new Pathological(4)));
        says(
                "pathological(1): 2 parties hold at most 2 of 3 classes, so rows would be left over; ask for more"
                        + " parties or more classes each",
                () -> iris.split(2, new Pathological(1)));
        says(
                "shards(2): 100 parties take 200 shards, but there are only 120 training rows; ask for fewer shards or"
                        + " fewer parties",
                () -> iris.split(100, new Shards(2)));
        says(
                "dirichlet(0.01): in 1000 draws of 120 rows over 60 parties somebody always had fewer than 1 row (at"
                        + " best 0); raise alpha, ask for fewer parties",
                () -> iris.split(60, new Dirichlet(0.01)));
        says(
                "dirichlet(1.0).minRows(50): 4 parties with at least 50 rows each need 200 training rows, but there are"
                        + " 120; ask for fewer parties or lower minRows",
                () -> iris.split(4, new Dirichlet(1).minRows(50)));
        says(
                "twice: the partition must deal each of the 120 training rows to exactly one of 2 parties, and at least"
                        + " one row to each, but it did not; correct its deal method",
                () -> iris.split(2, new Twice()));
    }

    @Test
    void columnsOfParties() {
        says(
                "byColumn(\"hospitl\"): patients has no such column; did you mean \"hospital\"?",
                () -> Dataset.of(Samples.patients()).target("ill").split(new ByColumn("hospitl")));
        says(
                "byColumn(\"hospital\"): the training rows hold 4 values of \"hospital\", but 3 parties were asked for;"
                        + " say split(byColumn(\"hospital\"))",
                () -> Dataset.of(Samples.patients()).target("ill").split(3, new ByColumn("hospital")));
        says(
                "byColumn(\"kind\"): 9 of 80 training rows have no value there, so they belong to nobody; fill these"
                        + " cells, or leave the rows out: dropRowsWithout(\"kind\")",
                () -> Dataset.of(Samples.patients()).target("ill").split(new ByColumn("kind")));
        says(
                "byColumn(\"ward\"): mnist holds images, which have no columns; choose another partition",
                () -> Dataset.named("mnist").split(new ByColumn("ward")));
    }

    @Test
    void rowsToPredict() {
        Coding coding = iris.split(2, new Iid()).coding();

        says(
                "the model needs a column \"sepal_length\", which the table lacks; there is \"hospital\", \"age\","
                        + " \"large\", \"constant\", \"kind\", \"ill\"",
                () -> coding.encode(Samples.patients()));
        says(
                "the rows are images of 28 x 28, but the model takes a table's columns; give rows of the kind it was"
                        + " trained on",
                () -> Dataset.named("fashion-mnist").test().encoded(coding));
        says(
                "party(\"party3\"): nobody is called so; did you mean \"party-1\" or \"party-2\"?",
                () -> iris.split(2, new Iid()).party("party3"));
    }

    /** Deals the first row twice. */
    private record Twice() implements Partition {
        @Override
        public java.util.List<int[]> deal(Rows rows, int parties, dev.parley.num.Seed seed) {
            return java.util.List.of(new int[] {0}, new int[] {0});
        }

        @Override
        public String toString() {
            return "twice";
        }
    }
}
