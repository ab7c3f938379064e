package dev.parley.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.example.Task;
import dev.parley.partition.ByColumn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.ColumnType;

class CsvTest {
    @TempDir
    Path folder;

    @Test
    void findsTheTypesOfColumnsAndTheMissingValues() {
        String path = Samples.file(
                folder,
                "a.csv",
                "whole,long,number,text,none\r\n1,5000000000,1.5,Y,\r\n\r\n?,2,NA,\"a, \"\"b\"\"\",\r\n-3,+4,2e3,N/A,\r\n");
        var table = Dataset.csv(path).table();

        assertThat(table.types())
                .containsExactly(
                        ColumnType.INTEGER, ColumnType.LONG, ColumnType.DOUBLE, ColumnType.STRING, ColumnType.DOUBLE);
        assertThat(table.intColumn("whole").isMissing(1)).isTrue();
        assertThat(table.doubleColumn("number").get(2)).isEqualTo(2000);
        assertThat(table.stringColumn("text").asList()).containsExactly("Y", "a, \"b\"", "");
        assertThat(table.column("none").countMissing()).isEqualTo(3);
    }

    @Test
    void readsGzipSemicolonsAndByteOrderMarks() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("\uFEFFa;b\n1;x\n2;y\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("a.csv.gz"), packed.toByteArray());

        var table = Dataset.csv(file.toString()).table();

        assertThat(table.columnNames()).containsExactly("a", "b");
        assertThat(table.rowCount()).isEqualTo(2);
    }

    @Test
    void readsChineseInANamedCharset() {
        StringBuilder text = new StringBuilder("年龄,医院,诊断\n");
        for (int i = 0; i < 20; i++) {
            text.append(30 + i).append(i % 2 == 0 ? ",北京" : ",上海").append(i % 3 == 0 ? ",阳性\n" : ",阴性\n");
        }
        String path = Samples.file(folder, "病人.csv", text.toString(), Charset.forName("GBK"));

        Parties parties = Dataset.csv(path).charset("GBK").target("诊断").split(new ByColumn("医院"));

        assertThat(parties.names()).containsExactly("上海", "北京");
        assertThat(parties.shape().classes()).containsExactly("阳性", "阴性").isSorted();
        assertThat(parties).hasToString("""
                        病人.csv: 2 parties by byColumn("医院"), seed 42; 4 test rows held out
                        party  rows  阳性  阴性
                        上海      8     2     6
                        北京      8     4     4
                        """);
        assertThat(Dataset.csv(path).charset("GBK").origin().charset()).isEqualTo("GBK");
    }

    @Test
    void takesFewWholeNumbersForClassesAndOthersForQuantities() {
        StringBuilder text = new StringBuilder("x,class,amount\n");
        for (int i = 0; i < 30; i++) {
            text.append(i)
                    .append(',')
                    .append(i % 11)
                    .append(',')
                    .append(i + 100)
                    .append('\n');
        }
        Dataset data = Dataset.csv(Samples.file(folder, "a.csv", text.toString()));

        assertThat(data.target("class").classes())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        assertThat(data.target("amount").task()).isEqualTo(Task.REGRESSION);
        assertThat(data.target("class").task(Task.REGRESSION).classes()).isEqualTo(List.of());
    }
}
