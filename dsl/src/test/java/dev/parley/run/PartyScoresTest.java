package dev.parley.run;

import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.example.Party;
import dev.parley.fault.PlanException;
import dev.parley.model.Evaluation;
import dev.parley.model.Learner;
import dev.parley.model.MetricSums;
import dev.parley.num.ParamVector;
import dev.parley.result.PartyQuantiles;
import dev.parley.result.PartyScore;
import dev.parley.result.RoundResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** {@code evaluateParties(k)}: who is measured when, on which rows, by which model, and what it costs. */
class PartyScoresTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(4, dirichlet(0.5));
    private static final Federation PLAN =
            federation().rounds(5).participation(0.5).evaluateParties(2);
    private static final Run RUN = PLAN.train(logistic(), HOSPITALS);

    @Test
    void everyPartyIsMeasuredEverySoManyRoundsAndInTheLast() {
        assertThat(RUN.rounds()).extracting(round -> round.scores().size()).containsExactly(0, 4, 0, 4, 4);
        Table table = RUN.partyScores();
        assertThat(table.columnNames()).containsExactly("round", "party", "rows", "loss", "accuracy");
        assertThat(table.rowCount()).isEqualTo(12);
        assertThat(table.intColumn("round").unique().asList()).containsExactlyInAnyOrder(2, 4, 5);
    }

    @Test
    void theSharedModelIsMeasuredOnThePartysOwnRows() {
        List<PartyScore> last = RUN.rounds().get(4).scores();
        for (Party party : HOSPITALS.all()) {
            Evaluation own = measured(party, RUN.outcome().params().get(0));
            assertThat(last.get(party.index()).evaluation()).isEqualTo(own);
        }
    }

    @Test
    void aloneEachPartyMeasuresItsOwnModel() {
        Run alone = local().epochs(2).evaluateParties(2).train(logistic(), HOSPITALS);
        for (Party party : HOSPITALS.all()) {
            Evaluation own = measured(party, alone.outcome().params().get(party.index()));
            assertThat(alone.rounds().get(1).scores().get(party.index()).evaluation())
                    .isEqualTo(own);
        }
        assertThat(alone.party("party-2").partyScores().rowCount()).isEqualTo(1);
    }

    private static Evaluation measured(Party party, ParamVector params) {
        try (Learner learner = logistic().open(HOSPITALS.shape(), 64)) {
            return MetricSums.of(learner, params, party.examples(), party.rows(), 0, party.size())
                    .evaluation(HOSPITALS.shape().task());
        }
    }

    @Test
    void threadsDoNotChangeABitAndMeasuringChangesNoModel() {
        Run one = PLAN.on(threads(1)).train(logistic(), HOSPITALS);
        Run three = PLAN.on(threads(3)).train(logistic(), HOSPITALS);
        for (int i = 0; i < 5; i++) {
            assertThat(three.rounds().get(i).scores())
                    .isEqualTo(one.rounds().get(i).scores());
        }
        Run unmeasured = federation().rounds(5).participation(0.5).train(logistic(), HOSPITALS);
        assertThat(one.fingerprint()).isEqualTo(three.fingerprint()).isEqualTo(unmeasured.fingerprint());
    }

    @Test
    void whatItCostsIsInTheTableAndInTheLedger() {
        Run unmeasured = federation().rounds(5).participation(0.5).train(logistic(), HOSPITALS);
        int measurements = 3 * 4;
        assertThat(RUN.table().longColumn("bytes down").sum()
                        - unmeasured.table().longColumn("bytes down").sum())
                .isEqualTo(measurements * (4.0 * RUN.weights().length() + 40));
        Table ledger = RUN.ledger();
        assertThat(ledger.where(ledger.intColumn("round").isGreaterThan(0))
                        .longColumn("bytes")
                        .sum())
                .isEqualTo(RUN.table().longColumn("bytes up").sum());
        assertThat(ledger.rowCount()).isEqualTo(unmeasured.ledger().rowCount() + measurements);
    }

    @Test
    void aFileKeepsTheScores(@TempDir Path folder) {
        String path = folder.resolve("run.json").toString();
        save(RUN, path);
        Run opened = load(path);
        assertThat(opened.rounds())
                .extracting(RoundResult::scores)
                .isEqualTo(RUN.rounds().stream().map(RoundResult::scores).toList());
        assertThat(opened.plan()).isEqualTo(RUN.plan()).hasToString(RUN.plan().toString());
        assertThat(opened.table().printAll()).isEqualTo(RUN.table().printAll());
    }

    @Test
    void aRegressionIsMeasuredByRmseAndR2() {
        Run run = federation()
                .rounds(2)
                .client(localSgd(0.01))
                .evaluateParties(1)
                .train(linear(), dataset("diabetes").split(3, iid()));
        assertThat(run.partyScores().columnNames()).containsExactly("round", "party", "rows", "loss", "rmse", "r2");
        assertThat(run.table().columnNames()).contains("r2 p10", "r2 p90");
    }

    @Test
    void theTableOfRoundsHasThePercentilesOfTheScores() {
        PartyQuantiles last = PartyQuantiles.of(RUN.rounds().get(4)).orElseThrow();
        double[] scores = RUN.rounds().get(4).scores().stream()
                .mapToDouble(score -> score.evaluation().accuracy())
                .sorted()
                .toArray();
        assertThat(last.low()).isCloseTo(scores[0] + 0.3 * (scores[1] - scores[0]), within(1e-12));
        assertThat(RUN.table().doubleColumn("accuracy p10").get(4)).isEqualTo(last.low());
        assertThat(RUN.table().doubleColumn("accuracy p90").get(4)).isEqualTo(last.high());
        assertThat(RUN.table().doubleColumn("accuracy p90").isMissing(0)).isTrue();
    }

    @Test
    void whereNothingWasMeasuredTheTableSaysWhatToAskFor() {
        Run unmeasured = federation().rounds(1).train(logistic(), HOSPITALS);
        assertThatThrownBy(unmeasured::partyScores)
                .isInstanceOf(PlanException.class)
                .hasMessage("run.partyScores() needs rounds in which parties measured the model on their own rows, but"
                        + " 'federation' has none; ask for evaluateParties(k) in a federation() or local()");
        assertThatThrownBy(() -> federation().evaluateParties(0))
                .isInstanceOf(PlanException.class)
                .hasMessage("evaluateParties(n) needs at least 1, but 0 was given; take 1 or more");
    }
}
