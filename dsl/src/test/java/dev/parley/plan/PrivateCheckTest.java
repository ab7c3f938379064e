package dev.parley.plan;

import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Personal.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Scaling.*;
import static dev.parley.Sums.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.result.RoundEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever would leave a party beside the account is refused before any work, with the reason and the way out. */
class PrivateCheckTest {
    private static final String CENTRAL = "privacy(centralDp(clip(1), noise(1.8)))";
    private static final Parties DIGITS =
            dataset("digits").features(range(0, 16)).split(20, iid());

    private static Federation plan() {
        return federation()
                .rounds(2)
                .participation(poisson(0.5))
                .aggregate(mean())
                .privacy(centralDp(clip(1), noise(1.8)));
    }

    private static void refused(Federation plan, String message) {
        refused(plan, softmax(), message);
    }

    private static void refused(Federation plan, Model model, String message) {
        assertThatThrownBy(() -> plan.train(model, DIGITS))
                .isInstanceOf(PlanException.class)
                .hasMessage(message);
    }

    @Test
    void rulesThatAreNoPlainSum() {
        refused(
                plan().aggregate(weightedMean()),
                CENTRAL
                        + " bounds one party's part in a plain sum, but weightedMean() counts a party by its rows, so that its"
                        + " part is not bounded; say aggregate(mean()) or aggregate(secure(mean()))");
        refused(
                plan().aggregate(median()),
                CENTRAL + " bounds one party's part in a plain sum, but median() is none; say aggregate(mean()) or"
                        + " aggregate(secure(mean()))");
    }

    @Test
    void cohortsThatAreNotDrawnOneByOne() {
        refused(
                plan().cohort(10),
                CENTRAL
                        + " has an account of parties that are each drawn by themselves, but cohort(10) does not"
                        + " draw so; say participation(poisson(0.5)), or let all take part");
        refused(
                plan().participation(powerOfChoice(10)).cohort(5),
                "participation(powerOfChoice(10, 5)) draws parties by what they tell of their rows, which no account counts,"
                        + " but " + CENTRAL + " is to protect them; take poisson(q)");
        refused(
                plan().minParties(3),
                "minParties(3) ends the training by how many came, but " + CENTRAL
                        + " keeps that secret; leave minParties(..) out");
    }

    @Test
    void clientsThatSendWhatTheClipDoesNotReach() {
        for (var client : List.of(fedNova(), mime(), mimeLite())) {
            refused(
                    plan().client(client),
                    CENTRAL + " clips all that a party sends as one vector, but " + client
                            + " also sends numbers, or has a second exchange, which the clip does not reach; use"
                            + " localSgd(0.1), localAdam(0.001), fedProx(mu), moon(mu) or scaffold()");
        }
    }

    @Test
    void whatPartiesTellOfTheirRows() {
        refused(
                plan().evaluateParties(1),
                "evaluateParties(1) lets each party measure the model on its own rows, which no account counts, but "
                        + CENTRAL + " is to protect them; leave evaluateParties(..) out");
        refused(
                plan().personalize(ditto(0.5)),
                "personalize(ditto(0.5)) lets each party tell the scores of its own model, which no account counts, but "
                        + CENTRAL + " is to protect its rows; leave personalize(..) out");
        refused(
                plan(),
                sequential(dense(8), batchNorm(), relu(), dense(10)),
                CENTRAL
                        + " bounds what is learned, but the running statistics of layer2.mean are means of rows, sent as"
                        + " they are; take a model without batchNorm()");
    }

    @Test
    void statisticsOfRoundZero() {
        assertThatThrownBy(
                        () -> plan().train(logistic(), dataset("breast-cancer").split(4, iid())))
                .hasMessage(
                        "features(standardized()) lets parties tell means and spreads of their columns in round 0, which no"
                                + " account counts, but " + CENTRAL
                                + " is to protect their rows; say ranges that are known to all,"
                                + " such as features(range(0, 1)) or features(ranges(\"age\", 0, 120, ..)), before the split");
    }

    @Test
    void rangesKnownToAllCostNothing() {
        var iris = dataset("iris")
                .features(ranges("sepal_length", 4, 8, "sepal_width", 2, 5, "petal_length", 1, 7, "petal_width", 0, 3));
        var run = plan().train(softmax(), iris.split(10, iid()));
        assertThat(run.ledger().column("what").asList().toString()).doesNotContain("statistics");
        assertThat(run.rounds()).hasSize(2);
    }

    @Test
    void aLearnedNormOfFewParties() {
        refused(
                plan().privacy(centralDp(adaptiveClip(0.5), noise(1.8))),
                "privacy(centralDp(adaptiveClip(0.5), noise(1.8))) counts those within the clip norm with noise of 0.5, 1/20 of"
                        + " the 10 parties that a round expects, which alone spends more than noise(1.8); let more than 18"
                        + " parties take part, or take a fixed clip(c)");
    }

    @Test
    void sumsThatMayNotBeOpened() {
        refused(
                plan().aggregate(secure(mean())),
                CENTRAL + " is to add noise to every sum, but secure(mean()) opens none of fewer than 3 parties, and"
                        + " poisson(0.5) draws so few of 20 too often; let more take part, or take aggregate(mean())");
    }

    @Test
    void aBudgetOfNothing() {
        refused(
                federation().stopWhen(epsilon(3)),
                "stopWhen(epsilon(3)) looks at the account of privacy, but nothing in the plan protects anybody; say"
                        + " privacy(centralDp(clip(1), noise(1.8))), for instance");
        assertThatThrownBy(() -> plan().stopWhen(epsilon(0.1)).train(softmax(), DIGITS))
                .hasMessageStartingWith("stopWhen(epsilon(0.1)) allows no round, after which epsilon would be 1.")
                .hasMessageEndingWith("; take more noise, or a plan with a larger epsilon");
    }

    @Test
    void theNoiseAndTheAccountAreSaidBeforeTheRun() {
        List<String> notes = new ArrayList<>();
        plan().listen(event -> {
                    if (event instanceof RoundEvent.Started started) {
                        notes.addAll(started.notes());
                    }
                })
                .train(softmax(), DIGITS);
        assertThat(notes)
                .contains(
                        "centralDp(clip(1), noise(1.8)): the noise in a round's mean has 4.59 times the norm that clipped"
                                + " updates can come to (650 numbers, 10 parties); more parties, or a smaller model, would learn better")
                .anyMatch(note -> note.startsWith("privacy of one party: at most epsilon 2.")
                        && note.endsWith(
                                " at delta(1e-5) against readers of the model after all rounds, no guarantee against the"
                                        + " coordinator"));
    }
}
