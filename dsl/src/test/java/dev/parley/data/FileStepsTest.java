package dev.parley.data;

import static dev.parley.Parley.csv;
import static dev.parley.Parley.dataset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.partition.Iid;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come, and the steps that say how they are written. */
class FileStepsTest {
    @TempDir
    Path folder;

    private Dataset file(String text) {
        return csv(path(text));
    }

    private String path(String text) {
        return Samples.file(folder, "a.csv", text);
    }

    private void refuses(String text, String message) {
        assertThatThrownBy(() -> file(text).table())
                .isInstanceOf(DataException.class)
                .hasMessage("csv(\"" + folder.resolve("a.csv") + "\"): " + message);
    }

    private static List<String> column(Dataset data, String name) {
        var column = data.table().column(name);
        return java.util.stream.IntStream.range(0, column.size())
                .mapToObj(column::getString)
                .toList();
    }

    @Test
    void blanksAroundQuotesAreLeftOut() {
        assertThat(column(file("name,x\n\"k 0\" ,0\n \"k, 1\",1\n"), "name")).containsExactly("k 0", "k, 1");
        assertThat(column(file("x, city, y\n0, \"Paris, TX\", 0\n"), "city")).containsExactly("Paris, TX");
    }

    @Test
    void marksMayBeEscapedByABackslash() {
        Dataset data = file("t,x\n\"say \\\"hi\\\" 0\",0\n\"b\",1\n").target("x");

        assertThat(column(data, "t")).containsExactly("say \"hi\" 0", "b");
        assertThat(file("t,x,y\n\"say \\\"hi\\\"\",0,a\n\"b\",1,b\n\"b\",1,a\n\"b\",3,b\n\"b\",2,b\n")
                        .target("y")
                        .split(1, new Iid())
                        .notes())
                .contains("a.csv: marks within quotes are written \\\" in the file");
    }

    @Test
    void aPathThatEndsInABackslashIsNotMistakenForAnEscape() {
        assertThat(column(file("t,x\n\"C:\\dir\\\",0\n\"b\",1\n"), "t")).containsExactly("C:\\dir\\", "b");
    }

    @Test
    void blankLinesAreLeftOut() {
        assertThat(file("\nx,z\n\n0,1\n   \n2,3\n\n").table().rowCount()).isEqualTo(2);
    }

    @Test
    void theSeparatorIsTheSignThatFitsHeaderAndFirstRow() {
        assertThat(column(file("a|b\n1|2\n"), "b")).containsExactly("2");
        assertThat(column(file("sep=;\na;b\n1;2\n"), "b")).containsExactly("2");
        assertThat(column(file("\"weight, kg, dry\";b\n1;2\n"), "b")).containsExactly("2");
        assertThat(column(file("size (m, cm);b\n1;2\n"), "b")).containsExactly("2");
        assertThat(column(file("a:b\n1:2\n").separator(':'), "b")).containsExactly("2");
    }

    @Test
    void linesAboveAndBelowAndCommentsAreNamedWithTheWordThatHelps() {
        String above = "Report of May\n2024\na,b\n1,2\n";
        refuses(above, "row 2 has 2 cells, but the header names 1 column; correct that row");
        refuses(
                "Report\na,b\n1,2\n",
                "row 1 has 2 cells, but the header names 1 column; where lines stand above the"
                        + " names, say skip(n)");
        assertThat(column(file(above).skip(2), "b")).containsExactly("2");

        String comment = "# exported 2024\nx,z,y\n0,0,0\n";
        refuses(
                comment,
                "row 1 has 3 cells, but the header names 1 column; where lines that begin with # are comments,"
                        + " say comment('#')");
        assertThat(column(file(comment).comment('#'), "z")).containsExactly("0");

        String below = "x,y\n1,2\n3,4\nSource: made up\nAll rights reserved\n";
        refuses(
                below,
                "row 3 has 1 cell, but the header names 2 columns: \"Source: made up\"; correct that row, or"
                        + " where it is a note below the table, say skipLast(2)");
        assertThat(column(file(below).skipLast(2), "y")).containsExactly("2", "4");
        assertThatThrownBy(() -> file("x\n").skip(5).table())
                .hasMessageEndingWith(".skip(5): the file has fewer lines; leave fewer of them out");
        assertThatThrownBy(() -> file("x\n1\n").skipLast(5).table())
                .hasMessageEndingWith(".skipLast(5): the file has fewer lines; leave fewer of them out");
    }

    @Test
    void namesThatAreMissingOrEqual() {
        assertThat(file(",a,b\n0,1,2\n1,3,4\n").table().columnNames()).containsExactly("a", "b");
        assertThat(file("a;b;\n1;2;\n3;4;\n").table().columnNames()).containsExactly("a", "b");
        refuses(",a,b\n5,1,2\n1,3,4\n", "column 1 has no name; name it in the file's header");
        assertThat(file("x,X,y\n1,2,3\n").table().columnNames()).containsExactly("x", "X (2)", "y");
        assertThat(file("5.1,3.5,a\n4.9,3.0,b\n").noHeader().table().columnNames())
                .containsExactly("column1", "column2", "column3");
        assertThat(file("5.1,3.5,a\n4.9,3.0,b\n").noHeader().table().rowCount()).isEqualTo(2);
        assertThat(file("5.1,3.5,0\n4.9,3.0,1\n1,2,1\n1,3,1\n4,4,0\n")
                        .target("0")
                        .split(1, new Iid())
                        .notes())
                .contains(
                        "a.csv: the first line is taken for the names of the columns: 5.1, 3.5, 0; say noHeader() where"
                                + " it is a row");
    }

    @Test
    void decimalCommas() {
        Dataset data = file("a;b;c\n1,250;1.000,5;x\n2,5;2.000;y\n");

        assertThat(data.decimal(',').table().doubleColumn("a").asList()).containsExactly(1.25, 2.5);
        assertThat(data.decimal(',').table().doubleColumn("b").asList()).containsExactly(1000.5, 2000.0);
        assertThat(file("a;b\n1,250;x\n2,500;y\n")
                        .decimal('.')
                        .table()
                        .intColumn("a")
                        .asList())
                .containsExactly(1250, 2500);
        assertThat(file("a;b\n1.250;x\n2.500;y\n")
                        .decimal(',')
                        .table()
                        .intColumn("a")
                        .asList())
                .containsExactly(1250, 2500);
        assertThatThrownBy(() -> file("a\n1\n").decimal('x'))
                .hasMessage("decimal('x'): decimals stand behind a point or a comma; say '.' or ','");
        assertThatThrownBy(() -> file("a\n1\n").separator(',').decimal(','))
                .hasMessage("decimal(','): the same sign separates the cells; say another one");
    }

    @Test
    void wordsForMissingValues() {
        Dataset data = file("a,b\n1,x\nn.d.,y\n99,n.d.\n").missing("n.d.", "99");

        assertThat(data.table().column("a").countMissing()).isEqualTo(2);
        assertThat(data.table().column("b").countMissing()).isEqualTo(1);
    }

    @Test
    void textKeepsCellsAsTheyAreWritten() {
        StringBuilder rows = new StringBuilder("zip,country,x,y\n");
        for (int i = 0; i < 60; i++) {
            rows.append(i % 2 == 0 ? "01001," : "1001,")
                    .append(i % 3 == 0 ? "NA," : "DE,")
                    .append(i)
                    .append(i % 5 < 2 ? ",a\n" : ",b\n");
        }
        Dataset data = file(rows.toString()).target("y");

        assertThat(data.split(2, new Iid()).notes())
                .contains("column zip: \"01001\" and others are read as numbers, without their leading zeros;"
                        + " text(\"zip\") keeps them")
                .anyMatch(note -> note.startsWith("column country: "));
        Parties parties = data.text("zip", "country").split(2, new Iid());
        assertThat(parties.coding().features())
                .containsExactly("zip=01001", "zip=1001", "country=DE", "country=NA", "x");
        assertThat(parties.notes()).isEmpty();
        assertThat(data.text("country")
                        .split(new dev.parley.partition.ByColumn("country"))
                        .names())
                .containsExactly("DE", "NA");
        assertThatThrownBy(() -> data.text("zap").table())
                .hasMessageEndingWith(".text(\"zap\"): there is no such column; did you mean \"zip\"?");
    }

    @Test
    void stepsOfFilesAreRefusedElsewhereAndSaidInAnyOrder() {
        assertThatThrownBy(() -> dataset("iris").skip(1))
                .hasMessage("dataset(\"iris\").skip(1): only a csv file is read so; leave the step out");
        String path = path("note\nx:y\n1:n.d.\n2,5:3\n3,5:1\n4:2\n5:1\n");
        Dataset first =
                csv(path).skip(1).separator(':').decimal(',').missing("n.d.").target("x");
        Dataset last = csv(path)
                .target("x")
                .missing("n.d.")
                .decimal(',')
                .separator(':')
                .skip(1);
        assertThat(first.task()).isEqualTo(last.task()).isEqualTo(Task.REGRESSION);
        assertThat(first.table().column("y").countMissing()).isEqualTo(1);
    }

    @Test
    void aSumBelowTheTableAndAWorkbookAreKnown() throws Exception {
        StringBuilder rows = new StringBuilder("patient,los,y\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i).append(',').append(i % 7).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        assertThatThrownBy(() -> file(rows + "Total,120,a\n").target("y").split(2, new Iid()))
                .hasMessageContaining(
                        "but also \"Total\" in row 41 (1 of 41 rows is no number); correct these cells, or where"
                                + " this is a note or a sum below the table, say skipLast(1)");
        Path book = java.nio.file.Files.write(folder.resolve("b.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThatThrownBy(() -> csv(book.toString()).table())
                .hasMessage(
                        "csv(\"" + book + "\"): this is a zip file, as Excel's workbooks are; save the sheet as CSV, or"
                                + " unpack it");
        assertThatThrownBy(() -> file("a;b\n\"11,1\";x\n\"12,2\";y\n")
                        .decimal('.')
                        .target("a")
                        .task())
                .hasMessageContaining("with decimal('.'); say the other sign, or correct these cells");
    }
}
