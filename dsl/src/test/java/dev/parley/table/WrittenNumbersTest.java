package dev.parley.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Dataset;
import dev.parley.fault.DataException;
import dev.parley.partition.Iid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrittenNumbersTest {
    @TempDir
    Path folder;

    static Stream<Arguments> certain() {
        return Stream.of(
                Arguments.of(';', "0,5 1,25 -3,5 7", "0.5 1.25 -3.5 7"),
                Arguments.of(',', "1,000 2,500,000 12 -3,200.5", "1000 2500000 12 -3200.5"),
                Arguments.of(';', "1,000 2,500,000 12,500", "1000 2500000 12500"),
                Arguments.of(',', "$1,000 $37 -$1,074", "1000 37 -1074"),
                Arguments.of(';', "12,50_€ 3,75_€", "12.50 3.75"),
                Arguments.of(',', "0% 12_% 1.5%", "0 12 1.5"),
                Arguments.of(',', "\u22121.5 2 3", "-1.5 2 3"),
                Arguments.of(',', "0.5 None", "0.5 "),
                Arguments.of(',', "1 . 3", "1  3"),
                Arguments.of(',', "$5 - $1,000", "5  1000"),
                Arguments.of(';', "5_% 0 12_%", "5 0 12"),
                Arguments.of(';', "1.000,50 3", "1000.50 3"));
    }

    private static List<String> cells(String words) {
        return Stream.of(words.split(" ", -1))
                .map(cell -> cell.replace('_', ' '))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("certain")
    void readsWhatIsCertain(char separator, String written, String read) {
        assertThat(WrittenNumbers.read(cells(written), i -> 1, "", Set.of(separator))
                        .orElseThrow()
                        .cells())
                .isEqualTo(cells(read));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "a b",
                "1 2 x",
                "1,000 2,500",
                "1 None -",
                "0,5 1.5",
                "999,5 1.000",
                "0.500 1.500,5",
                "12_% 0.12",
                "€5 $5",
                "$5 5",
                "None",
                "12:30 13:45"
            })
    void leavesTheRestAsText(String written) {
        assertThat(WrittenNumbers.read(cells(written), i -> 1, "", Set.of(';'))).isEmpty();
    }

    private Dataset file(String header, IntFunction<String> row) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 0; i < 60; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return Dataset.csv(Files.writeString(folder.resolve("a.csv"), text).toString())
                .target("y");
    }

    @Test
    void saysWhatItReadAsWhat() throws IOException {
        Dataset data = file("dose;pop;y", i -> i + ",5;" + (i % 3 == 0 ? "None" : "" + i) + ";" + i % 2);

        assertThat(data.split(2, new Iid()).coding().features()).containsExactly("dose", "pop");
        assertThat(data.split(2, new Iid()).notes())
                .contains("column dose: \"0,5\" is read as 0.5", "column pop: 20 cells \"None\" are missing");
    }

    @Test
    void anOddCellIsRefusedWithItsRowWhereverItIs() throws IOException {
        for (int odd = 0; odd < 60; odd += 7) {
            int at = odd;
            Dataset data = file("x,y", i -> (i == at ? "n.d." : "" + i) + "," + i % 2);
            assertThatThrownBy(() -> data.split(2, new Iid()))
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith("column \"x\" holds numbers, but also \"n.d.\" in row " + (at + 1)
                            + " (1 of 60 rows is no number); correct these cells, or say missing(\"n.d.\") where it stands for"
                            + " no value");
        }
    }

    @Test
    void whatMayBeReadInTwoWaysIsRefused() throws IOException {
        Dataset thousandsOrDecimals = file("x;y", i -> (i + 1) + "," + (100 + i) + ";" + i % 2);
        assertThatThrownBy(() -> thousandsOrDecimals.split(2, new Iid()))
                .hasMessageContaining(
                        "column \"x\" holds numbers that can be read in more than one way, first \"1,100\""
                                + " in row 1; say decimal(',') or decimal('.')");
        assertThatThrownBy(() ->
                        file("x;y", i -> i + ";" + (i + 1) + "," + (100 + i)).task())
                .hasMessageContaining("read in more than one way");
    }

    @Test
    void aTargetOfDecimalCommasIsANumber() throws IOException {
        assertThat(file("x;y", i -> i + ";" + i + ",5").task()).isEqualTo(dev.parley.example.Task.REGRESSION);
    }

    @Test
    void categoriesStayCategories() throws IOException {
        Dataset data = file("x,k,y", i -> i + "," + List.of("None", "a", "b").get(i % 3) + "," + i % 2);

        assertThat(data.split(2, new Iid()).coding().features()).containsExactly("x", "k=None", "k=a", "k=b");
    }
}
