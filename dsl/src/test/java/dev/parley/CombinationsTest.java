package dev.parley;

import static dev.parley.Attacks.*;
import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Compression.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Personal.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static dev.parley.Sums.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.run.Run;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Choices of every kind in one sentence: each comes to the same bits on threads and through bytes, or says why not. */
class CombinationsTest {
    private static final Parties PARTIES =
            dataset("wine").split(8, dirichlet(1.0)).partyTest(0.2);

    static Stream<Arguments> sentences() {
        Federation plan = federation().rounds(3);
        return Stream.of(
                Arguments.of(
                        "client, rule, server, personal",
                        plan.participation(0.75)
                                .client(fedProx(0.1).epochs(2))
                                .aggregate(trimmedMean(0.1))
                                .server(fedYogi(0.02))
                                .personalize(ditto(0.5))),
                Arguments.of(
                        "variates, attack, bound, rule",
                        plan.client(scaffold())
                                .attack(signFlip(5), "party-2")
                                .filter(clip(1))
                                .aggregate(geometricMedian())
                                .server(fedAvgM(0.5))),
                Arguments.of(
                        "normalized steps, unequal work, attack, rule, compression",
                        plan.client(fedNova().momentum(0.5).epochs(byParty(uniform(1, 3))))
                                .attack(littleIsEnough(), "party-1")
                                .aggregate(median())
                                .compress(topK(0.2))),
                Arguments.of(
                        "variates, compression both ways, those who leave",
                        plan.client(scaffold())
                                .participation(dropsOut(0.2))
                                .aggregate(mean())
                                .compress(quantize(8))
                                .compressDown(float16())),
                Arguments.of(
                        "steps of Adam, own heads, attack",
                        plan.client(localAdam(0.01))
                                .attack(boost(3), share(0.2))
                                .aggregate(centeredClipping(1))
                                .personalize(fedPer())),
                Arguments.of(
                        "clusters, cohort, bound",
                        plan.participation(powerOfChoice(6, 4))
                                .filter(clip(2))
                                .aggregate(median())
                                .personalize(ifca(2))),
                Arguments.of(
                        "frozen momentum, own models, attack",
                        plan.client(mimeLite().rate(0.02))
                                .attack(labelFlip(), "party-3")
                                .aggregate(mean())
                                .personalize(fineTune(1))),
                Arguments.of(
                        "contrast, own models, in turn",
                        plan.client(moon(1)).participation(roundRobin(4)).personalize(ditto(0.1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sentences")
    void comesToTheSameBitsEverywhere(String what, Federation plan) {
        Run one = plan.on(threads(1)).train(mlp(8), PARTIES);
        assertThat(one.rounds()).as(what).hasSize(3);
        for (Federation elsewhere : new Federation[] {plan.on(threads(3)), plan.on(loopback())}) {
            Run other = elsewhere.train(mlp(8), PARTIES);
            assertThat(other.fingerprint()).as(what).isEqualTo(one.fingerprint());
        }
    }

    @Test
    void whatDoesNotGoTogetherSaysWhy() {
        Federation plan = federation().rounds(1);
        refused(
                plan.personalize(fedPer()).compress(topK(0.1)),
                "personalize(..) sends a part of each vector here, and compress(topK(0.1)) takes whole ones; leave one"
                        + " of them out");
        refused(
                plan.client(mime().rate(0.02)).personalize(ditto(0.5)),
                "personalize(ditto(0.5)) trains a party's own model once a round, but client(mime().rate(0.02)) is asked"
                        + " twice; use mimeLite(), or scaffold()");
        refused(
                plan.client(localSgd(0.1).clipGradient(1)).personalize(pFedMe(15)),
                "personalize(pFedMe(15)) has steps of its own in the client's place, with the rate, epochs and batch of"
                        + " localSgd(..) without momentum or weight decay, but the plan has"
                        + " client(localSgd(0.1).clipGradient(1)); use localSgd(0.1)");
    }

    @Test
    void aFreeRiderTellsNoLossAndChoosesNoModel() {
        Federation plan = federation().rounds(3).attack(freeRider(), "party-2");
        assertThat(plan.aggregate(qFair(1)).train(mlp(8), PARTIES).rounds()).hasSize(3);
        refused(
                plan.personalize(ifca(2)),
                "attack(freeRider(), \"party-2\") does no work and so chooses no model, but personalize(ifca(2)) combines each"
                        + " of its models of those who chose it; take another attack, such as signFlip(5)");
    }

    @Test
    void mimeTakesNoBoundOfGradients() {
        assertThatThrownBy(() -> mime().clipGradient(1))
                .isInstanceOf(PlanException.class)
                .hasMessage("mime() and mimeLite() step by the coordinator's optimizer, which bounds no gradient, but"
                        + " localSgd(0.1).clipGradient(1) asks for it; leave clipGradient(c) out, or bound what is sent by"
                        + " filter(clip(c))");
    }

    @Test
    void mimeTakesEpochsByParty() {
        Federation plan = federation().rounds(2).client(mimeLite().rate(0.02).epochs(byParty(uniform(1, 3))));
        long steps = plan.train(softmax(), PARTIES).rounds().get(0).steps();
        long alike = plan.client(mimeLite())
                .train(softmax(), PARTIES)
                .rounds()
                .get(0)
                .steps();
        assertThat(steps).isGreaterThan(alike);
    }

    static Stream<Arguments> summed() {
        Federation plan = federation().rounds(3);
        return Stream.of(
                Arguments.of("variates", plan.client(scaffold())),
                Arguments.of("normalized steps", plan.client(fedNova().epochs(byParty(uniform(1, 3))))),
                Arguments.of("regularizers", plan.client(fedDyn(0.1))),
                Arguments.of("a pull that follows the loss", plan.client(fedProx(adaptive(0.5)))),
                Arguments.of("two exchanges", plan.client(mime().rate(0.02))),
                Arguments.of("a server's moments", plan.server(fedAvgM(0.5)).participation(roundRobin(5))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("summed")
    void aSecureSumIsTheMeanWithinItsRounding(String what, Federation plan) {
        INDArray open = plan.aggregate(weightedMean()).train(softmax(), PARTIES).weights();
        INDArray hidden =
                plan.aggregate(secure(weightedMean())).train(softmax(), PARTIES).weights();
        assertThat(open.sub(hidden).amaxNumber().doubleValue()).as(what).isLessThan(1e-3);
    }

    @Test
    void aSecureSumRefusesWhatShowsParties() {
        Federation plan = federation().rounds(1).aggregate(secure(mean()));
        refused(
                plan.personalize(ditto(0.5)),
                "personalize(ditto(0.5)) lets each party tell the scores of its own model, but secure(mean()) lets nobody"
                        + " see a party's own numbers; leave one of them out");
        refused(
                plan.participation(powerOfChoice(6, 4)),
                "participation(powerOfChoice(6, 4)) draws parties by their rows, but secure(mean()) tells nobody how many a"
                        + " party has; take cohort(n), poisson(q) or roundRobin(n)");
    }

    private static void refused(Federation plan, String why) {
        assertThatThrownBy(() -> plan.train(mlp(8), PARTIES))
                .isInstanceOf(PlanException.class)
                .hasMessage(why);
    }
}
