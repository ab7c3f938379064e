package dev.parley.kernel.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableViewTest {

    @Test
    void showsTheFirstTenAndTheLastFiveRows() {
        IntColumn numbers = IntColumn.create("n", IntStream.range(100, 200).toArray());

        String html = html(Table.create("hundred", numbers));

        assertThat(html).contains("100 rows × 1 column", ">109<", ">195<", ">199<", "…", "integer");
        assertThat(html).doesNotContain(">110<", ">194<");
    }

    @Test
    void escapesNamesAndValues() {
        StringColumn column = StringColumn.create("<b>", "<script>alert(1)</script>");

        String html = html(Table.create("<u>", column));

        assertThat(html).contains("&lt;u&gt;", "&lt;b&gt;", "&lt;script&gt;");
        assertThat(html).doesNotContain("<script>", "<b>", "<u>");
    }

    @Test
    void leavesMissingValuesEmptyAndRoundsForReading() {
        DoubleColumn column = DoubleColumn.create("x", 0.123456789, Double.NaN, 2, 1234567.8, 1e-12);

        String html = html(Table.create("t", column));

        assertThat(html).contains(">0.123457<", "><", ">2<", ">1234568<", ">1.00000e-12<");
        assertThat(html).doesNotContain("NaN");
    }

    @Test
    void leavesOutTheMiddleOfManyColumns() {
        Table wide = Table.create("wide");
        IntStream.range(0, 785).forEach(i -> wide.addColumns(IntColumn.create("p" + i, new int[] {i})));

        assertThat(html(wide)).contains(">p13<", ">p779<").doesNotContain(">p14<", ">p778<");
    }

    @Test
    void isTextTooAndCopesWithNoRows() {
        Bundle bundle = TableView.of(Table.create("none", IntColumn.create("n", 0)));

        assertThat(bundle.data().get("text/plain")).asString().contains("n");
        assertThat(bundle.data().get("text/html")).asString().contains("0 rows × 1 column");
    }

    private static String html(Table table) {
        return String.valueOf(TableView.of(table).data().get("text/html"));
    }
}
