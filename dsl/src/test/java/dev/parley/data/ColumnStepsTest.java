package dev.parley.data;

import static dev.parley.Parley.csv;
import static dev.parley.Parley.data;
import static dev.parley.Parley.folder;
import static dev.parley.data.Visits.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.partition.ByColumn;
import dev.parley.partition.Iid;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.Table;

/** Steps that say how columns are used: features, categories, dates, rows without a value. */
class ColumnStepsTest {
    @TempDir
    Path folder;

    @Test
    void onlyAndWithoutChooseFeatures() {
        Dataset data = file(folder).target("outcome");

        assertThat(features(data.only("x", "code"))).containsExactly("code", "x");
        assertThat(features(data.only("x", "code").without("code"))).containsExactly("x");
        assertThat(features(data.without("when", "stage"))).containsExactly("code", "x");
        assertThat(data.only("x")).asString().contains("60 rows, 1 column, target outcome");
        assertThatThrownBy(() -> features(data.only("xx")))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(".only(\"xx\"): there is no such column; did you mean \"x\"?");
        assertThatThrownBy(() -> data(file(folder).table()).only("cod"))
                .hasMessage("data(table).only(\"cod\"): there is no such column; did you mean \"code\"?");
    }

    @Test
    void numbersMayBeCategories() {
        Dataset data = file(folder).target("outcome").only("x", "code").category("code");

        assertThat(features(data)).containsExactly("code=1", "code=2", "code=3", "x");
        Parties parties = data.split(2, new Iid());
        assertThat(Samples.all(parties.coding().encode(data.table().first(2))))
                .startsWith(1, 0, 0)
                .hasSize(8);
    }

    @Test
    void rowsWithoutAValueAreLeftOut() {
        Dataset data = file(folder).target("stage").only("x", "code");

        assertThatThrownBy(() -> features(data))
                .hasMessageContaining(
                        "the target is missing in 6 of 60 rows, first in row 1; fill these cells, or leave the rows out:"
                                + " dropRowsWithout(\"stage\")");
        assertThat(data.dropRowsWithout("stage").size()).isEqualTo(54);
        assertThat(data.dropRowsWithout("stage").task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(file(folder)
                        .target("x")
                        .without("when")
                        .dropRowsWithout("stage")
                        .split(new ByColumn("stage"))
                        .names())
                .containsExactly("0", "1", "2", "3");
        assertThat(data(file(folder).table())
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
    void datesAreNumbers() {
        Dataset data = file(folder).target("outcome").only("when").date("when");

        assertThat(features(data)).containsExactly("when year", "when month", "when weekday", "when days");
        assertThat(features(data.without("when year"))).containsExactly("when month", "when weekday", "when days");
        Table table = data.table();
        int row = 5;
        LocalDate date = LocalDate.parse(table.stringColumn("when").get(row));
        assertThat(table.doubleColumn("when month").get(row)).isEqualTo(date.getMonthValue());
        assertThat(table.doubleColumn("when weekday").get(row))
                .isEqualTo(date.getDayOfWeek().getValue());
        assertThat(table.doubleColumn("when days").get(row)).isEqualTo(date.toEpochDay());
        assertThatThrownBy(() -> features(file(folder).target("outcome").date("when", "dd.MM.yyyy")))
                .hasMessageContaining(".date(\"when\", \"dd.MM.yyyy\"): \"2024-01-01\" in row 1 is no such date;");
        assertThatThrownBy(() -> file(folder).date("when", "bbb")).hasMessageContaining("Java reads no such pattern");
    }

    @Test
    void datesOfTablesAndHoursCountToo() {
        DateColumn born = DateColumn.create("born");
        IntStream.range(0, 60).forEach(i -> born.append(LocalDate.of(2000, 1, 1).plusDays(i)));
        Table table = file(folder).table().addColumns(born);
        assertThat(features(data(table).target("outcome").only("born").date("born")))
                .containsExactly("born year", "born month", "born weekday", "born days");

        String text = "when,y\n" + "2024-01-31 12:30,a\n2024-02-01 18:00,b\n".repeat(10);
        Dataset timed = csv(Samples.file(folder, "timed.csv", text)).target("y").date("when", "yyyy-MM-dd HH:mm");
        assertThat(timed.table().doubleColumn("when hour").asList()).startsWith(12.5, 18.0);
    }

    @Test
    void aModelMakesNumbersOfDatesByItself() {
        Dataset data = file(folder).target("outcome").only("when", "x").date("when");
        Parties parties = data.split(2, new Iid());
        Table raw = file(folder).table();

        assertThat(Samples.all(parties.coding().encode(raw))).isEqualTo(Samples.all(data.encoded(parties.coding())));
    }

    @Test
    void datesAndCodesThatAreMistakenForCategoriesAreSaid() {
        assertThatThrownBy(() -> features(file(folder).target("outcome")))
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
        assertThatThrownBy(() -> file(folder).only()).hasMessage("only(): it is not said which; name one at least");
    }
}
