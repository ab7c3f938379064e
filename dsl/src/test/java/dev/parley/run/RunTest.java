package dev.parley.run;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** A run tells of itself: its tables, its text, its model on disk. */
class RunTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(4, dirichlet(0.5));
    private static final Run RUN = federation().rounds(6).train(logistic(), HOSPITALS);

    @Test
    void lossesOfPartiesAreMeasuredInEvaluatedRoundsOnlyAndChangeNoBit() {
        Run all = federation().rounds(5).train(logistic(), HOSPITALS);
        Run some = federation().rounds(5).evaluateEvery(2).train(logistic(), HOSPITALS);
        Table every = all.partyTable();
        Table few = some.partyTable();
        for (String loss : List.of("loss before", "loss after")) {
            assertThat(every.doubleColumn(loss).countMissing()).isZero();
            assertThat(few.where(few.doubleColumn(loss).isNotMissing())
                            .intColumn("round")
                            .unique()
                            .asList())
                    .containsExactly(2, 4, 5);
        }
        assertThat(some.fingerprint()).isEqualTo(all.fingerprint());
    }

    @Test
    void aRefusalNamesTheWordThatWasAsked() {
        Run alone = local().epochs(1).train(logistic(), HOSPITALS);
        assertThatThrownBy(alone::confusion)
                .isInstanceOf(PlanException.class)
                .hasMessage("run.confusion() needs one model, but local() trained one for each of 4 parties; use"
                        + " run.party(\"party-1\").confusion()");
    }

    @Test
    void aTitleCountsOnePartyAsOne() {
        Parties one = dataset("breast-cancer").split(1, iid());
        assertThat(RunText.title(federation().rounds(1).train(logistic(), one)))
                .isEqualTo("logistic() · breast-cancer · 1 party, iid()");
        assertThat(RunText.title(distributed().workers(1).epochs(1).train(logistic(), one)))
                .isEqualTo("logistic() · breast-cancer · 1 worker");
    }

    @Test
    void theTableHasARowARound() {
        Table table = RUN.table();
        assertThat(table.columnNames())
                .containsExactly(
                        "round",
                        "loss",
                        "accuracy",
                        "parties",
                        "examples",
                        "steps",
                        "bytes up",
                        "bytes down",
                        "seconds");
        assertThat(table.rowCount()).isEqualTo(6);
        assertThat(table.doubleColumn("accuracy").get(5)).isEqualTo(RUN.accuracy());
        assertThat(table.doubleColumn("loss").get(5)).isEqualTo(RUN.loss());
        assertThat(table.longColumn("examples").get(0)).isEqualTo(455);
    }

    @Test
    void theLedgerHoldsEveryByteThatLeftAParty() {
        Table ledger = RUN.ledger();
        double updates = ledger.where(ledger.intColumn("round").isGreaterThan(0))
                .longColumn("bytes")
                .sum();
        assertThat(updates).isEqualTo(RUN.table().longColumn("bytes up").sum());
        assertThat(updates).isEqualTo(6 * 4 * (4.0 * 31 + 48));
        Table statistics = ledger.where(ledger.intColumn("round").isEqualTo(0));
        assertThat(statistics.rowCount()).isEqualTo(4);
        assertThat(statistics.longColumn("bytes").min()).isPositive();
        assertThat(centralized().epochs(1).train(logistic(), HOSPITALS).ledger().rowCount())
                .isZero();
    }

    @Test
    void thePartyTableHasARowARoundAndParty() {
        Table table = RUN.partyTable();
        assertThat(table.rowCount()).isEqualTo(24);
        assertThat(table.columnNames())
                .containsExactly("round", "party", "rows", "loss before", "loss after", "delta norm", "ms", "error");
        assertThat(table.doubleColumn("loss before").get(0))
                .isCloseTo(Math.log(2), org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void aRegressionReportsRmseAndR2InsteadOfAccuracy() {
        Run run = centralized().epochs(30).client(localSgd(0.05)).train(linear(), dataset("diabetes"));
        assertThat(run.table().columnNames()).contains("rmse", "r2").doesNotContain("accuracy");
        assertThat(run.r2()).isBetween(0.3, 0.7);
        assertThatThrownBy(run::accuracy)
                .isInstanceOf(PlanException.class)
                .hasMessage("accuracy() is for classes, but 'progression' is a number; use rmse() or r2()");
        assertThatThrownBy(RUN::rmse).hasMessage("rmse() is for numbers, but 'diagnosis' is a class; use accuracy()");
    }

    @Test
    void theConfusionMatrixAddsUpToTheAccuracy() {
        Table confusion = RUN.confusion();
        double right = ((Number) confusion.get(0, 1)).doubleValue() + ((Number) confusion.get(1, 2)).doubleValue();
        assertThat(right / 114).isEqualTo(RUN.accuracy());
        assertThat(RUN.auc()).isBetween(0.9, 1.0);
    }

    @Test
    void roundsToIsTheFirstRoundAtOrAboveAScore() {
        double[] accuracy = RUN.table().doubleColumn("accuracy").asDoubleArray();
        double wanted = accuracy[2];
        int first = RUN.roundsTo(wanted).orElseThrow();
        assertThat(accuracy[first - 1]).isGreaterThanOrEqualTo(wanted);
        for (int round = 1; round < first; round++) {
            assertThat(accuracy[round - 1]).isLessThan(wanted);
        }
        assertThat(RUN.roundsTo(1.01)).isEmpty();
    }

    @Test
    void aSavedModelPredictsTheSameBits(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/model.json");
        RUN.model().save(file.toString());
        Table before = RUN.model().predict(dataset("breast-cancer").test());
        Table after =
                loadModel(file.toString()).predict(dataset("breast-cancer").test());
        assertThat(after.columnNames()).containsExactly("prediction", "P(benign)", "P(malignant)");
        assertThat(after.rowCount()).isEqualTo(114);
        assertThat(after.doubleColumn("P(malignant)").asDoubleArray())
                .isEqualTo(before.doubleColumn("P(malignant)").asDoubleArray());
        assertThat(RUN.model().evaluate(dataset("breast-cancer").test()).accuracy())
                .isEqualTo(RUN.accuracy());

        Files.writeString(file, Files.readString(file).replaceFirst("\"values\": \\[\n\"..", "\"values\": [\n\"QQ"));
        assertThatThrownBy(() -> loadModel(file.toString()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> loadModel(folder.resolve("none.json").toString()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void aPartyOfItsOwnCountsItsOwnWork() {
        Run alone = local().epochs(2).train(logistic(), HOSPITALS);
        Run third = alone.party("party-3");
        assertThat(third.table().longColumn("examples").asList()).containsExactly(266L, 266L);
        assertThat(third.table().longColumn("steps").asList()).containsExactly(9L, 9L);
        assertThat(third.accuracy())
                .isEqualTo(
                        third.model().evaluate(dataset("breast-cancer").test()).accuracy());
        assertThat(third.evaluation()).hasToString(third.evaluation().scores() + " on 114 rows");
    }

    @Test
    void printsItselfInTwoLines() {
        assertThat(RUN.as("FedAvg").toString().replaceAll("in [0-9.]+ s", "in T s"))
                .isEqualTo(("""
                        FedAvg · logistic() · breast-cancer · 4 parties, dirichlet(0.5)
                        accuracy %.4f, loss %.4g on 114 test rows · 6 rounds in T s · 4.1 kB up, 3.9 kB down""").formatted(RUN.accuracy(), RUN.loss()));
    }

    @Test
    void aComparisonNumbersEqualNamesAndRefusesMixedTasks() {
        Comparison comparison = compare(RUN, RUN, RUN.as("other"));
        assertThat(comparison.table().stringColumn("run").asList())
                .containsExactly("federation", "federation 2", "other");
        Run regression = centralized().epochs(1).train(linear(), dataset("diabetes"));
        assertThatThrownBy(() -> compare(RUN, regression)).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> compare()).isInstanceOf(PlanException.class);
    }

    @Test
    void aRunWithoutAnEvaluatedRoundIsComparedByWhatItHas() {
        Run early = federation()
                .rounds(5)
                .evaluateEvery(9)
                .onRound(r -> r.stop())
                .train(logistic(), HOSPITALS)
                .as("early");
        Comparison comparison = compare(RUN, early);
        assertThat(comparison.table().doubleColumn("accuracy").isMissing(1)).isTrue();
        assertThat(comparison.table().intColumn("rounds").asList()).containsExactly(6, 1);
        assertThat(comparison.toString().lines().toList().get(2))
                .startsWith("early")
                .contains(" – ");
        assertThat(early.toString()).contains("no evaluated round · 1 round in ");
        assertThatThrownBy(early::accuracy).hasMessageContaining("has no evaluated round (stopped by onRound after");
    }

    @Test
    void validationRowsAreWhatOnRoundSees() {
        var split = dataset("digits").trainValidTest(0.7, 0.1);
        double[] seen = new double[1];
        Run run = federation()
                .parties(3)
                .rounds(2)
                .onRound(r -> seen[0] = r.accuracy())
                .train(softmax(), split);
        assertThat(run.table().columnNames()).contains("validation loss", "validation accuracy");
        assertThat(seen[0])
                .isEqualTo(run.table().doubleColumn("validation accuracy").get(1));
    }

    @Test
    void bytesAreReadable() {
        assertThat(RunText.bytes(812)).isEqualTo("812 B");
        assertThat(RunText.bytes(1300)).isEqualTo("1.3 kB");
        assertThat(RunText.bytes(999_960)).isEqualTo("1.0 MB");
        assertThat(RunText.bytes(398_432_000)).isEqualTo("398.4 MB");
    }
}
