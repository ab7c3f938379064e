package dev.parley.run;

import static dev.parley.Metrics.crossSite;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Reports of runs: by class, by party, across parties, and at another threshold. */
class ReportsTest {
    private static final Parties HELD =
            dataset("breast-cancer").trainValidTest(0.6, 0.2).split(4, iid()).partyTest(0.3);
    private static final Run RUN = federation().rounds(4).train(logistic(), HELD);

    @TempDir
    Path folder;

    @Test
    void theReportIsThatOfTheTestRows() {
        Table report = RUN.report();

        assertThat(report.columnNames())
                .containsExactly(
                        "class",
                        "precision",
                        "recall",
                        "F1",
                        "support",
                        "AUC",
                        "average precision",
                        "Brier",
                        "threshold");
        assertThat(report.stringColumn("class").asList()).containsExactly("benign", "malignant", "all");
        assertThat(report.intColumn("support").get(2)).isEqualTo(HELD.test().size());
        assertThat(report.doubleColumn("AUC").get(2)).isEqualTo(RUN.auc());
        Assessment on = RUN.model().evaluate(HELD.dataset().test());
        assertThat(on.recall("malignant"))
                .isEqualTo(report.doubleColumn("recall").get(1));
        assertThat(on.accuracy()).isEqualTo(RUN.accuracy());
        assertThat(on.loss()).isEqualTo(RUN.loss(), within(1e-6));
        assertThatThrownBy(() -> on.recall("malignnt"))
                .isInstanceOf(PlanException.class)
                .hasMessage("there is no class \"malignnt\"; did you mean \"malignant\"?");
        assertThatThrownBy(() -> federation()
                        .rounds(1)
                        .train(linear(), dataset("diabetes").split(2, iid()))
                        .report())
                .hasMessage("report() is for classes, but 'progression' is a number; use rmse() or r2()");
    }

    @Test
    void aReportOfPartiesIsOnTheRowsThatEachKeeps() {
        Table report = RUN.report(HELD);

        assertThat(report.stringColumn("party").asList()).isEqualTo(HELD.names());
        for (int party = 0; party < HELD.size(); party++) {
            Assessment own = RUN.model().assess(HELD.party(party).test().orElseThrow(), "");
            assertThat(report.intColumn("rows").get(party)).isEqualTo(HELD.held(party));
            assertThat(report.doubleColumn("accuracy").get(party)).isEqualTo(own.accuracy());
            assertThat(report.doubleColumn("recall of malignant").get(party)).isEqualTo(own.recall("malignant"));
        }
        Parties others = dataset("breast-cancer").split(4, dirichlet(1));
        assertThatThrownBy(() -> RUN.report(others))
                .hasMessageStartingWith("report(held) needs a split whose parties keep rows for a test of their own;");
        assertThatThrownBy(() -> RUN.report(others.partyTest(0.3)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("of other rows than this split, and may have seen these");
        Run seen = federation()
                .rounds(1)
                .train(
                        logistic(),
                        dataset("breast-cancer").trainValidTest(0.6, 0.2).split(4, iid()));
        assertThatThrownBy(() -> seen.report(HELD)).hasMessageContaining("may have seen these");
    }

    @Test
    void aKeptRunReportsTheSame() {
        String file = folder.resolve("run.json").toString();
        save(RUN, file);

        assertThat(load(file).report(HELD).printAll())
                .isEqualTo(RUN.report(HELD).printAll());
    }

    @Test
    void modelsAreComparedAcrossParties() {
        Run alone = local().epochs(2).train(logistic(), HELD);
        Table across = crossSite("auc", HELD, alone, RUN);

        assertThat(across.columnNames()).containsExactly("model", "party-1", "party-2", "party-3", "party-4");
        assertThat(across.stringColumn("model").asList())
                .containsExactly("local, party-1", "local, party-2", "local, party-3", "local, party-4", "federation");
        assertThat(across.doubleColumn("party-2").get(0))
                .isEqualTo(alone.party("party-1")
                        .model()
                        .assess(HELD.party(1).test().orElseThrow(), "")
                        .auc());
        assertThat(alone.report(HELD).doubleColumn("auc").get(1))
                .isEqualTo(across.doubleColumn("party-2").get(1));
        assertThat(crossSite(HELD, RUN).doubleColumn("party-3").get(0))
                .isEqualTo(RUN.report(HELD).doubleColumn("accuracy").get(2));
        assertThatThrownBy(() -> crossSite(HELD))
                .hasMessage("crossSite(..) needs at least one run, but none was given");
    }

    @Test
    void aThresholdIsFoundOnTheValidationRowsAndKeptWithTheModel() {
        double bound = RUN.thresholdFor("malignant", "recall", 0.99);
        TrainedModel careful = RUN.model().threshold("malignant", bound);
        var valid = HELD.dataset().valid().orElseThrow();

        assertThat(careful.evaluate(valid).recall("malignant")).isGreaterThanOrEqualTo(0.99);
        assertThat(RUN.model()
                        .threshold("malignant", Math.nextUp(bound))
                        .evaluate(valid)
                        .recall("malignant"))
                .isLessThan(careful.evaluate(valid).recall("malignant"));
        assertThat(RUN.thresholdFor("recall", 0.99)).isEqualTo(bound);
        double all = RUN.thresholdFor("malignant", "recall", 1);
        assertThat(RUN.model().threshold("malignant", all).evaluate(valid).recall("malignant"))
                .isEqualTo(1);
        double sure = RUN.thresholdFor("malignant", "precision", 1);
        assertThat(RUN.model().threshold("malignant", sure).evaluate(valid).precision("malignant"))
                .isEqualTo(1);

        String file = folder.resolve("model.json").toString();
        careful.save(file);
        assertThat(loadModel(file).predict(valid).stringColumn("prediction").asList())
                .isEqualTo(careful.predict(valid).stringColumn("prediction").asList())
                .isNotEqualTo(
                        RUN.model().predict(valid).stringColumn("prediction").asList());
        assertThatThrownBy(() -> RUN.thresholdFor("malignant", "f1", 0.5))
                .hasMessage(
                        "thresholdFor(\"malignant\", \"f1\", 0.5): a threshold is found for \"recall\" or \"precision\"");
        assertThatThrownBy(() -> federation()
                        .rounds(1)
                        .train(logistic(), dataset("breast-cancer").split(2, iid()))
                        .thresholdFor("recall", 0.5))
                .hasMessageContaining("is found on validation rows, but none are held out");
    }

    @Test
    void comparisonsAreByAnyMetricAndShowRmse() {
        Run pooled = centralized().epochs(2).train(logistic(), HELD);
        Comparison by = compare(pooled, RUN).by("auc", "brier");
        assertThat(by.table().columnNames()).containsSubsequence("accuracy", "auc", "brier", "loss");
        assertThat(by.table().doubleColumn("auc").get(1)).isEqualTo(RUN.auc());
        assertThat(by).asString().contains("AUC").contains("brier");
        assertThatThrownBy(() -> compare(RUN).by("aux"))
                .hasMessage("by(\"aux\"): there is no metric \"aux\" for classes; did you mean \"auc\"?");
        Run line = federation().rounds(2).train(linear(), dataset("diabetes").split(2, iid()));
        assertThat(compare(line)).asString().contains("RMSE").contains("R2");
        Run alone = local().epochs(2).train(logistic(), HELD);
        double mean = HELD.names().stream()
                        .mapToDouble(name -> alone.party(name).auc())
                        .sum()
                / 4;
        assertThat(compare(alone).by("auc").table().doubleColumn("auc").get(0)).isEqualTo(mean);
    }

    @Test
    void runsOfOtherDataAreToldApart() {
        Run iris = federation().rounds(2).train(softmax(), dataset("iris").split(3, iid()));
        assertThat(compare(RUN, iris).table().stringColumn("data").asList()).containsExactly("breast-cancer", "iris");
        assertThat(compare(RUN, iris)).asString().contains("breast-cancer").contains("iris");
        assertThat(compare(RUN).table().columnNames()).doesNotContain("data");
    }

    @Test
    void curvesHavePictures() {
        assertThat(plot(RUN.roc()).getSeriesCollection()).hasSize(2);
        assertThat(plot(RUN.calibration()).getSeriesCollection()).hasSize(2);
        Run iris = federation().rounds(3).train(softmax(), dataset("iris").split(3, iid()));
        assertThat(iris.roc().curves())
                .extracting(dev.parley.score.Roc.Curve::name)
                .isEqualTo(List.of("setosa", "versicolor", "virginica"));
        assertThat(plot(iris.roc()).getSeriesCollection()).hasSize(4);
    }
}
