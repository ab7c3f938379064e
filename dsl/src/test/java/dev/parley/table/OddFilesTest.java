package dev.parley.table;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Dataset;
import dev.parley.fault.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that programs write in ways of their own: each is read as it is meant, or refused, and never read as another. */
class OddFilesTest {
    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text).toString();
    }

    private Dataset read(String text) throws IOException {
        return csv(file("rows.csv", text));
    }

    private static List<?> cells(Dataset data, String column) {
        return data.table().column(column).asList();
    }

    @Test
    void noRowIsTakenForAComment() throws IOException {
        assertThat(read("\0a,b\n\0x,2\ny,3\n").size()).isEqualTo(2);
        assertThat(read("a,b\n#x,2\ny,3\n").comment('#').size()).isEqualTo(1);
    }

    @Test
    void blanksPartCellsAndTheEndIsFound() throws IOException {
        assertThat(cells(read("a b\n1 2\n3 4\n").separator(' '), "b")).isEqualTo(List.of(2, 4));
        assertThat(cells(read("aebe\n1e2e\n").separator('e'), "b")).isEqualTo(List.of(2));
        assertThatThrownBy(() -> read("a\n1\n").separator('\uFFFF')).isInstanceOf(DataException.class);
    }

    @Test
    void linesThatEndAsOnOldMacsAreCounted() throws IOException {
        String text = "above\ra,b\r1,2\r3,4\rbelow\r";
        assertThat(cells(read(text).skip(1).skipLast(1), "b")).isEqualTo(List.of(2, 4));
        assertThat(cells(read("sep=;\ra;b\r1;2\r"), "b")).isEqualTo(List.of(2));
    }

    @Test
    void twoSignsThatPartAlikeAreAskedFor() throws IOException {
        assertThatThrownBy(() -> read("a,b;c\n1,2;3\n").size())
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        "',' and ';' part the first two lines into as many cells; say separator(',') or separator(';')");
        assertThat(read("a,b;c\n1,2;3\n").separator(';').table().columnNames()).containsExactly("a,b", "c");
    }

    @Test
    void rowsAreCountedFromTheFirstAlsoWithoutAHeader() throws IOException {
        assertThatThrownBy(() -> read("1,2\n3,\"4\"x\n").noHeader().size())
                .hasMessageContaining("row 2 has text behind");
        assertThatThrownBy(() -> read("a,b\n1,2\n3,\"4\"x\n").size()).hasMessageContaining("row 2 has text behind");
    }

    @Test
    void theStepThatAMessageNamesHelps() throws IOException {
        String text = "a,b,c\n1,2,3\n\"note of\ntwo lines\"\n\nsum,5\n";
        assertThatThrownBy(() -> read(text).size()).hasMessageEndingWith("say skipLast(3)");
        assertThat(read(text).skipLast(3).size()).isEqualTo(1);
    }

    @Test
    void pandasNumbersOfRowsAreLeftOutInEachFile() throws IOException {
        String first = file("sites/a.csv", ",x,y,\n0,1,p,\n1,2,q,\n");
        file("sites/b.csv", ",x,y,\n0,5,p,\n1,6,q,\n2,7,q,\n");

        assertThat(csv(first).table().columnNames()).containsExactly("x", "y");
        assertThat(cells(folder(folder + "/sites"), "x")).isEqualTo(List.of(1, 2, 5, 6, 7));
    }

    @Test
    void aFolderIsItsTablesWhateverTheirEndingsAreWrittenIn() throws IOException {
        file("mixed/a.CSV", "x,y\n1,2\n");
        file("mixed/b.csv", "x,y\n3,4\n");
        file("mixed/.~lock.b.csv", "no table");
        file("mixed/~$b.csv", "no table");
        file("mixed/readme.md", "no table");

        assertThat(folder(folder + "/mixed").table().stringColumn("file").asList())
                .containsExactly("a", "b");
        assertThat(folder(folder + "/mixed/*.csv").size()).isEqualTo(1);
    }

    @Test
    void aCommaThatOneFileOfAFolderLeavesOpenIsNotGuessed() throws IOException {
        file("open/a.csv", "x,y\n1,2\n");
        file("open/b.csv", "x;y\n1,234;2\n2,500;3\n");

        assertThat(folder(folder + "/open").table().column("x").type().name()).isEqualTo("STRING");
    }

    @Test
    void longNumbersAreToldApart() throws IOException {
        String text = "id,y\n12345678901234567,a\n12345678901234568,b\n12345678901234567,a\n1000000000000000,b\n";
        assertThat(read(text).target("id").classes())
                .containsExactly("1000000000000000", "12345678901234567", "12345678901234568");
        assertThat(read(text)
                        .targetIs("id", "1000000000000000")
                        .table()
                        .stringColumn(2)
                        .asList())
                .containsExactly("no", "no", "no", "yes");
        assertThat(((TableContent) read("id,y\n12345678901234567890,a\n").content())
                        .notes()
                        .get("id"))
                .isEqualTo(
                        "\"12345678901234567890\" has more digits than a number keeps, and others may be taken for the"
                                + " same; text(\"id\") keeps them");
    }

    @Test
    void zerosThatAreLostAreSaidAlsoBesideAGap() throws IOException {
        assertThat(((TableContent) read("zip,y\n01000,a\n-,b\n01001,a\n").content())
                        .notes()
                        .get("zip"))
                .contains(
                        "1 cell \"-\" is missing; \"01000\" and others are read as numbers, without their leading zeros");
    }

    @Test
    void stepsThatNameNothingAreRefused() throws IOException {
        Dataset data = read("a,b\n1,2\n");
        assertThatThrownBy(data::text).hasMessage("text(): it is not said which; name one at least");
        assertThatThrownBy(data::missing).hasMessage("missing(): it is not said which; name one at least");
        assertThatThrownBy(() -> data.without("a", null))
                .isInstanceOf(DataException.class)
                .hasMessage("without(null): a name is a text; leave null out");
        assertThat(Files.readString(folder.resolve("rows.csv"), StandardCharsets.UTF_8))
                .isNotEmpty();
    }
}
