package dev.parley.personal;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Personal.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.client.EpochsByParty;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.plan.Plan;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

/** Models of parties' own: how they are trained, measured, handed over, kept and refused. */
class PersonalTest {
    private static final Parties ODD =
            dataset("breast-cancer").split(4, dirichlet(0.5)).partyTest(0.3);

    @TempDir
    Path folder;

    private static Federation five() {
        return federation().rounds(5).client(localSgd(0.1).epochs(2));
    }

    static List<Personalization> besideTheCommonModel() {
        return List.of(fineTune(2), ditto(0.5));
    }

    @ParameterizedTest
    @MethodSource("besideTheCommonModel")
    void theCommonModelHasTheSameBitsAsWithout(Personalization how) {
        Run with = five().cohort(3).personalize(how).train(logistic(), ODD);
        Run without = five().cohort(3).train(logistic(), ODD);
        assertThat(with.fingerprint()).isEqualTo(without.fingerprint());
        assertThat(with.accuracy()).isEqualTo(without.accuracy());
    }

    static List<EpochsByParty> work() {
        return List.of(byParty(2, 2, 2, 2), byParty(1, 2, 3, 1), byParty(uniform(1, 4)));
    }

    @ParameterizedTest
    @MethodSource("work")
    void dittoOfZeroIsLocalTrainingToTheBit(EpochsByParty epochs) {
        Run ditto = five().client(localSgd(0.1).epochs(epochs))
                .personalize(ditto(0))
                .train(mlp(5), ODD);
        Run alone = local().epochs(5)
                .client(localSgd(0.1).epochs(epochs))
                .evaluateParties(5)
                .train(mlp(5), ODD);
        for (String party : ODD.names()) {
            assertThat(ditto.party(party).fingerprint())
                    .isEqualTo(alone.party(party).fingerprint());
        }
        assertThat(ditto.personal().row(2).getDouble("accuracy"))
                .isEqualTo(alone.personal().row(2).getDouble("accuracy"));
    }

    @Test
    void aStrongPullHoldsThePersonalModelAtTheCommonOne() {
        // in one round, from parameters of 0
        Federation one = federation().rounds(1).client(localSgd(0.01).epochs(20));
        double near = length(one.personalize(ditto(50)).train(logistic(), ODD));
        double far = length(one.personalize(ditto(0)).train(logistic(), ODD));
        assertThat(near).isPositive().isLessThan(0.2 * far);
    }

    private static double length(Run run) {
        return run.party("party-2").weights().norm2Number().doubleValue();
    }

    @Test
    void fineTuningGoesOnFromTheCommonModel() {
        Run tuned = five().rounds(1).personalize(fineTune(3)).train(mlp(5), ODD);
        Run byHand = local().epochs(1)
                .client(localSgd(0.1).epochs(3))
                .startFrom(tuned.model())
                .train(mlp(5), ODD);
        for (String party : ODD.names()) {
            assertThat(tuned.party(party).fingerprint())
                    .isEqualTo(byHand.party(party).fingerprint());
        }
    }

    @Test
    void theTableHasThreeLabelledEvaluationsARun() {
        Run run = five().personalize(ditto(0.5)).train(logistic(), ODD);
        Run alone = local().epochs(5).train(logistic(), ODD);
        Run plain = five().train(logistic(), ODD);
        Table table = run.personal(alone.as("alone"), plain.as("plain"));
        assertThat(table.columnNames())
                .containsExactly(
                        "run",
                        "model",
                        "measured on",
                        "parties",
                        "rows",
                        "accuracy",
                        "weighted",
                        "p10",
                        "p90",
                        "worst",
                        "worst party");
        assertThat(table.rowCount()).isEqualTo(9);
        assertThat(table.stringColumn("model").asList())
                .containsExactly(
                        "global", "global", "personal", "global", "global", "personal", "global", "global", "personal");
        assertThat(table.stringColumn("measured on").asList().subList(0, 3))
                .containsExactly("common test rows", "parties' own test rows", "parties' own test rows");
        assertThat(table.row(0).getDouble("accuracy")).isEqualTo(run.accuracy());
        // rows of parties without a global model, or without personal ones
        assertThat(table.doubleColumn("accuracy").isMissing().toArray()).containsExactly(3, 4, 8);
        // the same rows and the same model, asked of the parties or worked out
        for (String column : List.of("accuracy", "weighted", "p10", "p90", "worst")) {
            assertThat(table.row(7).getDouble(column))
                    .as(column)
                    .isEqualTo(five().evaluateParties(5)
                            .train(logistic(), ODD)
                            .personal()
                            .row(1)
                            .getDouble(column));
        }
    }

    @Test
    void meansAndPercentilesAreThoseOfTheParties() {
        Run run = five().personalize(fineTune(1)).train(logistic(), ODD);
        Table scores = run.partyScores();
        double[] each = scores.doubleColumn("personal accuracy").asDoubleArray();
        double[] rows = scores.intColumn("rows").asDoubleArray();
        double plain = 0;
        double weighted = 0;
        double all = 0;
        double worst = 1;
        for (int i = 0; i < each.length; i++) {
            plain += each[i] / each.length;
            weighted += rows[i] * each[i];
            all += rows[i];
            worst = Math.min(worst, each[i]);
        }
        var line = run.personal().row(2);
        assertThat(line.getDouble("accuracy")).isCloseTo(plain, within(1e-12));
        assertThat(line.getDouble("weighted")).isCloseTo(weighted / all, within(1e-12));
        assertThat(line.getDouble("worst")).isEqualTo(worst);
        assertThat(line.getLong("rows")).isEqualTo((long) all);
        assertThat(line.getInt("parties")).isEqualTo(4);
        for (int i = 0; i < each.length; i++) {
            Table report = run.report(ODD);
            assertThat(report.doubleColumn("accuracy").get(i))
                    .as("the party's own model")
                    .isEqualTo(each[i]);
        }
    }

    @Test
    void ownModelsAreHandedOverOnceCountedAndInTheLedger() {
        Run with = five().personalize(ditto(0.5)).train(logistic(), ODD);
        Run home = five().personalize(ditto(0.5)).handOver(false).train(logistic(), ODD);
        List<String> told = with.ledger().stringColumn("what").asList();
        assertThat(told).filteredOn("its own model, handed over"::equals).hasSize(4);
        assertThat(told)
                .filteredOn("scores on its own rows: row count, loss, metrics, of both models"::equals)
                .hasSize(4);
        long model = 4L * with.weights().length();
        long more = with.table().longColumn("bytes up").get(4)
                - home.table().longColumn("bytes up").get(4);
        assertThat(more).isBetween(4 * model, 4 * (model + 64));
        assertThat(home.personal().printAll()).isEqualTo(with.personal().printAll());
        assertThatThrownBy(() -> home.party("party-2"))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "run.party(\"party-2\") needs the party's own model, but with handOver(false) it stays with the"
                                + " party; leave that out");
    }

    @Test
    void ownModelsPredictAndAreSavedWithTheRunAndAlone() {
        Run run = five().personalize(ditto(0.5)).train(logistic(), ODD);
        String path = folder.resolve("mine").toString();
        save(run, path);
        Run again = load(path);
        assertThat(again.party("party-3").fingerprint())
                .isEqualTo(run.party("party-3").fingerprint())
                .isNotEqualTo(run.fingerprint());
        assertThat(again.personal().printAll()).isEqualTo(run.personal().printAll());
        assertThat(again.ledger().printAll()).isEqualTo(run.ledger().printAll());
        String own = folder.resolve("own").toString();
        run.party("party-3").model().save(own);
        assertThat(loadModel(own).predict(ODD.dataset().test()).printAll())
                .isEqualTo(run.party("party-3")
                        .model()
                        .predict(ODD.dataset().test())
                        .printAll());
        assertThat(replay(path).personal().printAll()).isEqualTo(run.personal().printAll());
        assertThatThrownBy(() -> save(run.party("party-3"), own))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "save(..) keeps whole trainings, but 'party-3' is one party's part of federation(); save the"
                                + " run it was taken from");
        assertThatThrownBy(() -> run.party("party-3").accuracy())
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "'party-3' was measured by its party alone; the run's personal() and partyScores() have that,"
                                + " and model().evaluate(rows) measures on other rows");
    }

    @Test
    void aStopMeasuresAndHandsOverToo() {
        Federation plan = five().cohort(3).personalize(ditto(0.5));
        Run whole = plan.train(logistic(), ODD);
        Run part = plan.onRound(view -> {
                    if (view.round() == 3) {
                        view.stop();
                    }
                })
                .train(logistic(), ODD);
        assertThat(part.rounds()).hasSize(3);
        assertThat(part.personal().rowCount()).isEqualTo(3);
        assertThat(part.party("party-1").fingerprint())
                .isEqualTo(five().rounds(3)
                        .cohort(3)
                        .personalize(ditto(0.5))
                        .train(logistic(), ODD)
                        .party("party-1")
                        .fingerprint());
        String path = folder.resolve("stopped").toString();
        save(part, path);
        for (Run gone : List.of(part.resume(), load(path).resume())) {
            assertThat(gone.personal().printAll()).isEqualTo(whole.personal().printAll());
            assertThat(gone.table().removeColumns("seconds").printAll())
                    .isEqualTo(whole.table().removeColumns("seconds").printAll());
            for (String party : ODD.names()) {
                assertThat(gone.party(party).fingerprint())
                        .isEqualTo(whole.party(party).fingerprint());
            }
        }
        assertThat(replay(path).personal().printAll()).isEqualTo(part.personal().printAll());
    }

    @Test
    void whoNeverTookPartHasTheCommonModel() {
        Run run = federation()
                .rounds(1)
                .cohort(1)
                .client(localSgd(0.1).epochs(3))
                .personalize(ditto(0.5))
                .train(logistic(), ODD);
        assertThat(ODD.names().stream()
                        .filter(party -> run.party(party).fingerprint().equals(run.fingerprint())))
                .hasSize(3);
    }

    @Test
    void itIsRefusedWithoutRowsForATestOfTheirOwn() {
        Run run = five().personalize(ditto(0.5))
                .train(logistic(), dataset("breast-cancer").split(4, dirichlet(0.5)));
        assertThatThrownBy(run::personal)
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "run.personal() measures on rows that each party keeps for a test of its own, but 'federation'"
                                + " was trained on parties that keep none; train on split.partyTest(0.2)");
        Run pooled = centralized().epochs(1).train(logistic(), ODD);
        assertThatThrownBy(pooled::personal)
                .isInstanceOf(PlanException.class)
                .hasMessage("run.personal() compares models of parties, but 'centralized' is of centralized(); ask a"
                        + " federation() or local()");
    }

    @Test
    void fineTuningWithMomentsThatLastIsRefused() {
        assertThatThrownBy(() -> five().client(localAdam(0.01).keepState())
                        .personalize(fineTune(1))
                        .train(logistic(), ODD))
                .isInstanceOf(PlanException.class)
                .hasMessage("personalize(fineTune(1)) begins its steps anew each time, but"
                        + " client(localAdam(0.01).keepState()) goes on with moments; leave keepState() out");
        assertThatThrownBy(() -> five().client(fedProx(0.1).on(localAdam(0.01).keepState()))
                        .personalize(fineTune(1))
                        .train(logistic(), ODD))
                .isInstanceOf(PlanException.class)
                .hasMessage("personalize(fineTune(1)) begins its steps anew each time, but"
                        + " client(fedProx(0.1).on(localAdam(0.01).keepState())) goes on with moments; leave keepState()"
                        + " out");
    }

    @Test
    void aPlanPrintsItAndKeepsItAsJson() {
        Plan plan = five().personalize(ditto(0.5)).handOver(false).plan();
        assertThat(plan)
                .hasToString("federation().rounds(5).client(localSgd(0.1).epochs(2)).personalize(ditto(0.5))"
                        + ".handOver(false)");
        assertThat(PlanJson.read(plan.json())).isEqualTo(plan);
        assertThatThrownBy(() -> PlanJson.read("{\"format\": 1, \"sentence\": \"local\", \"personalize\": {\"ditto\":"
                        + " {\"lambda\": 0.5}}}"))
                .isInstanceOf(PlanException.class)
                .hasMessage("local() has no personalize(..); leave it out, or take another sentence");
    }
}
