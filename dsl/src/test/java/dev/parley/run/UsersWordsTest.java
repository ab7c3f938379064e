package dev.parley.run;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.partition.ByColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Classes and sites are users' words: whatever they are, tables of results can be made. */
class UsersWordsTest {
    private static Dataset rows(List<String> classes) {
        int n = 30 * classes.size();
        return data(Table.create(
                        "rows",
                        DoubleColumn.create("x", IntStream.range(0, n).mapToDouble(i -> i % classes.size() + 0.01 * i)),
                        StringColumn.create(
                                "y", Stream.iterate(0, i -> i + 1).limit(n).map(i -> classes.get(i % classes.size())))))
                .target("y");
    }

    @Test
    void classesMayDifferInCaseAndBeCalledLikeColumnsOfOurs() {
        List<String> classes = List.of(
                "yes", "Yes", "prediction", "party", "rows", "true \\ predicted", "TRUE \\ PREDICTED", "P(yes)");
        Dataset data = rows(classes);
        Parties parties = data.split(2, iid());
        Run run = federation().rounds(2).train(softmax(), parties);

        assertThat(run.confusion().columnCount()).isEqualTo(1 + classes.size());
        assertThat(run.model().predict(data.test()).columnNames())
                .hasSize(1 + classes.size())
                .contains("prediction", "P(Yes)", "P(yes) (2)", "P(prediction)");
        assertThat(parties.table().columnNames())
                .startsWith("party", "rows")
                .contains("party (2)", "rows (2)", "Yes", "yes (2)");
    }

    @Test
    void aSiteWhoseRowsAreAllHeldOutIsNamed() {
        int n = 100;
        Table table = Table.create(
                "sites",
                DoubleColumn.create("x", IntStream.range(0, n).mapToDouble(i -> i)),
                StringColumn.create(
                        "site", Stream.iterate(0, i -> i + 1).limit(n).map(i -> i < 10 ? "rare-" + i : "s" + i % 3)),
                StringColumn.create("y", Stream.iterate(0, i -> i + 1).limit(n).map(i -> i % 2 == 0 ? "a" : "b")));
        Parties sites = data(table).target("y").split(new ByColumn("site"));

        assertThat(sites.size()).isBetween(4, 12);
        assertThat(sites.notes())
                .filteredOn(note -> note.startsWith("byColumn(\"site\"): rare-"))
                .singleElement()
                .asString()
                .contains("held out for the test; hold out fewer rows, or by another seed");
        assertThat(sites.pooled().notes()).isEmpty();
    }

    @Test
    void textBehindAClosingQuotationMarkIsRefusedWithItsRow(@TempDir Path folder) throws Exception {
        Path bad = Files.writeString(folder.resolve("a.csv"), "x,y\n1,a\n\"2\"3,b\n4,a\n");
        Path good = Files.writeString(folder.resolve("b.csv"), "x,y\n\"1\" ,a\n\"2\",\"b\"\"c\" \n4,a\n");

        assertThatThrownBy(() -> csv(bad.toString()).target("y").task())
                .isInstanceOf(DataException.class)
                .hasMessage("csv(\"" + bad
                        + "\"): row 2 has text behind a closing quotation mark, in its cell 1 after \"2\"; double the"
                        + " marks that are part of the text, or quote the whole cell");
        assertThat(csv(good.toString()).target("y").classes()).containsExactly("a", "b\"c");
    }
}
