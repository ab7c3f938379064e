package dev.parley.data;

import static dev.parley.Parley.csv;
import static dev.parley.Parley.data;
import static dev.parley.Parley.folder;
import static dev.parley.data.Visits.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.partition.Iid;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that are made of a column or by code, and the classes they come to. */
class MadeTargetTest {
    @TempDir
    Path folder;

    @Test
    void aTargetIsMadeOfAColumn() {
        Dataset above = file(folder).targetAbove("x", 15).only("x", "code");
        assertThat(above.targetName()).isEqualTo("x above 15");
        assertThat(above.classes()).containsExactly("no", "yes");
        assertThat(features(above)).containsExactly("code");

        Dataset is = file(folder).targetIs("outcome", "fraud", "late").without("when");
        assertThat(is.targetName()).isEqualTo("outcome is fraud or late");
        assertThat(features(is)).containsExactly("code", "x", "stage");
        assertThatThrownBy(() -> file(folder).targetIs("outcome", "fruad").task())
                .hasMessageEndingWith(".targetIs(\"outcome\", \"fruad\"): no row holds \"fruad\"; check its spelling");
        assertThatThrownBy(() -> file(folder).targetAbove("outcome", 1).task())
                .hasMessageEndingWith(
                        ".targetAbove(\"outcome\", 1): the column holds text, first \"fraud\"; say targetIs(\"outcome\","
                                + " \"fraud\")");
        assertThatThrownBy(() -> file(folder).targetAbove("y", 1).task())
                .hasMessageContaining("there is no such column");

        Dataset code = file(folder).target("sum", row -> row.getInt("x") + row.getInt("code"));
        assertThat(code.task()).isEqualTo(Task.REGRESSION);
        assertThat(file(folder).target("big", row -> row.getInt("x") > 15).classes())
                .containsExactly("no", "yes");
        assertThatThrownBy(() ->
                        file(folder).target("big", row -> row.getInt("z") > 15).task())
                .isInstanceOf(DataException.class)
                .hasMessageContaining(".target(\"big\", row -> ..): the code failed at row 1: ");
    }

    @Test
    void aMadeTargetIsThatOfRowsToPredictToo() {
        Dataset data = file(folder).targetAbove("x", 15).only("code");
        Parties parties = data.split(2, new Iid());

        assertThat(data.test().classes()).isSubsetOf("no", "yes");
        assertThat(parties.test().size()).isEqualTo(data.test().size());
        assertThat(IntStream.range(0, parties.test().size())
                        .mapToObj(i -> parties.test().target(i)))
                .containsOnly(0f, 1f);
    }

    @Test
    void stepsOfAPartKeepItsClassesAndItsColumns() {
        Dataset data = file(folder).targetAbove("x", 15).only("code", "when").date("when");
        Dataset test = data.test();

        assertThat(test.without("code").classes()).isEqualTo(data.classes());
        assertThat(test.dropRowsWithout("stage").size()).isLessThan(test.size());
        assertThat(test.dropRowsWithout("stage").table().columnNames()).contains("when days", "x above 15");
        assertThat(file(folder).target("outcome").test().targetAbove("x", 15).targetName())
                .isEqualTo("x above 15");
        assertThatThrownBy(() -> Dataset.named("mnist").latest(0.2, "when").parts())
                .hasMessage(
                        "dataset(\"mnist\").latest(0.2, \"when\"): the set has test rows of its own already; leave the"
                                + " step out");
    }

    @Test
    void codeThatReadsAMissingNumberIsRefusedWithTheCell() {
        assertThatThrownBy(() -> file(folder)
                        .target("late", row -> row.getInt("stage") > 1)
                        .task())
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        ".target(\"late\", row -> ..): the code reads a missing cell, that of \"stage\" in row"
                                + " 1; let it ask row.isMissing(\"stage\") first, or leave such rows out:"
                                + " dropRowsWithout(\"stage\")");
        assertThat(file(folder)
                        .target("late", row -> !row.isMissing("stage") && row.getInt("stage") > 1)
                        .classes())
                .containsExactly("no", "yes");
        assertThat(file(folder)
                        .dropRowsWithout("stage")
                        .target("late", row -> row.getInt("stage") > 1)
                        .size())
                .isEqualTo(54);
    }

    @Test
    void aMadeTargetNamesTheColumnItIsMadeOf() {
        assertThatThrownBy(() -> file(folder).targetAbove("stage", 1).task())
                .hasMessageEndingWith(
                        "the target is missing in 6 of 60 rows, first in row 1; fill these cells, or leave the"
                                + " rows out: dropRowsWithout(\"stage\")");
        assertThatThrownBy(() -> file(folder).targetAbove("x", 1000).task())
                .hasMessageEndingWith("every row is of the one class \"no\"; choose another bound or value");
        assertThatThrownBy(() -> file(folder).targetIs("code", "01").task())
                .hasMessageEndingWith("no row holds \"01\"; check its spelling, or keep cells as they are written:"
                        + " text(\"code\")");
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
