package dev.parley.client;

import static dev.parley.Attacks.*;
import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.aggregate.Aggregation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.message.Update;
import dev.parley.optimizer.StepWeights;
import dev.parley.result.PartyResult;
import dev.parley.run.Run;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates divided by their steps: equal to FedAvg at equal steps, the numbers that are sent, what does not go together. */
class FedNovaTest {
    private static final Parties EVEN = dataset("digits").split(6, iid());
    private static final Parties UNEVEN = dataset("digits").split(6, dirichlet(0.5));

    private static Federation plan() {
        return federation().rounds(5).seed(3);
    }

    static Stream<FedNova> variants() {
        return Stream.of(
                fedNova(),
                fedNova().momentum(0.9),
                fedNova().proximal(0.5),
                fedNova().momentum(0.2).proximal(0.5).weightDecay(0.01).clipGradient(1));
    }

    /** The same steps without their normalization. */
    private static FedProx plain(FedNova nova) {
        return new FedProx(nova.mu(), nova.sgd());
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isFedAvgWhereAllTakeTheSameSteps(FedNova client) {
        for (Aggregation rule : List.of(weightedMean(), mean(), median(), trimmedMean(0.2))) {
            Run nova = plan().client(client.epochs(2)).aggregate(rule).train(softmax(), EVEN);
            Run averaged =
                    plan().client(plain(client.epochs(2))).aggregate(rule).train(softmax(), EVEN);
            assertThat(nova.rounds().get(0).parties())
                    .extracting(PartyResult::steps)
                    .containsOnly(16);
            double apart = nova.weights().distance2(averaged.weights());
            assertThat(apart / averaged.weights().norm2Number().doubleValue())
                    .as(rule.toString())
                    .isLessThan(1e-6);
        }
    }

    @Test
    void tauEffIsTheMeanOfTheWeightsThatAreSentByTheRulesWeights() {
        FedNova client = fedNova().momentum(0.9).epochs(byParty(1, 2, 3, 1, 2, 3));
        for (Aggregation rule : List.of(weightedMean(), mean(), median(), krum(1), bucketing(2, median()))) {
            Run run = plan().client(client).aggregate(rule).train(softmax(), UNEVEN);
            double sum = 0;
            double total = 0;
            for (PartyResult party : run.rounds().get(0).parties()) {
                double p = rule.equals(weightedMean()) ? party.party().examples() : 1;
                sum += p * new StepWeights(0.9, 0).sum(party.steps());
                total += p;
            }
            assertThat(run.table().doubleColumn("tau eff").get(0))
                    .as(rule.toString())
                    .isCloseTo(sum / total, within(1e-9));
            assertThat(run.accuracy()).as(rule.toString()).isGreaterThan(0.3);
        }
    }

    @Test
    void theSumOfWeightsIsSentAndCounted() {
        Run run = plan().client(fedNova().epochs(byParty(1, 2, 3, 1, 2, 3))).train(softmax(), UNEVEN);
        Run plain = plan().client(localSgd(0.1)).train(softmax(), UNEVEN);
        for (int i = 0; i < 6; i++) {
            PartyResult party = run.rounds().get(0).parties().get(i);
            assertThat(party.steps()).isEqualTo((1 + i % 3) * ((party.party().examples() + 31) / 32));
            assertThat(run.partyTable().doubleColumn("effective steps").get(i)).isEqualTo(party.steps());
        }
        assertThat(run.ledger().stringColumn("what").asList())
                .filteredOn(what -> what.startsWith("update"))
                .containsOnly("update: " + Update.DELTA + ", effective steps, row count, losses");
        long number = 1 + "effective steps".length() + 8;
        assertThat(run.table().longColumn("bytes up").get(0)
                        - plain.table().longColumn("bytes up").get(0))
                .isEqualTo(6 * number);
        assertThat(run.table().longColumn("bytes down").asList())
                .isEqualTo(plain.table().longColumn("bytes down").asList());
    }

    @Test
    void goesWithServersAttacksAndBounds() {
        Federation base = federation().rounds(15).client(fedNova().epochs(byParty(uniform(1, 3))));
        for (Federation plan : List.of(
                base.server(fedAdam(0.03)),
                base.server(serverSgd(1).momentum(0.5)),
                base.filter(clip(0.5)),
                base.attack(signFlip(3), "party-2").aggregate(median()),
                base.attack(freeRider(), "party-2"))) {
            Run run = plan.train(softmax(), EVEN);
            assertThat(run.accuracy()).as(plan.toString()).isGreaterThan(0.6);
        }
    }

    @Test
    void runningStatisticsAreAveragedAsTheyAre() {
        var net = sequential(dense(5), batchNorm(), relu(), dense());
        Run nova = plan().rounds(1).client(fedNova()).train(net, EVEN);
        Run averaged = plan().rounds(1).client(localSgd(0.1)).train(net, EVEN);
        assertThat(nova.weights().distance2(averaged.weights())).isLessThan(1e-5);
    }

    @Test
    void momentumAndPullThatSwingAreRefused() {
        assertThatThrownBy(
                        () -> plan().client(fedNova().momentum(0.9).proximal(1)).train(softmax(), EVEN))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "fedNova().proximal(1).momentum(0.9) has no weights to divide by: with momentum 0.9 and rate x"
                                + " mu = 0.1, more than (1 - sqrt(momentum))^2 = 0.00263, local steps swing around the global"
                                + " model and gradients count with changing signs; lower mu, rate or momentum");
    }

    @Test
    void isRefusedWhereNothingIsToLeaveAParty() {
        assertThatThrownBy(() -> local().client(fedNova().epochs(2)).train(softmax(), EVEN))
                .isInstanceOf(PlanException.class)
                .hasMessage("fedNova().epochs(2) weighs what parties share, but in local() nothing leaves a party; use"
                        + " localSgd(0.1).epochs(2), or federation()");
    }

    @Test
    void adamIsRefused() {
        assertThatThrownBy(() -> fedNova().on(localAdam(0.01)))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "fedNova() divides updates by the weights of their gradients, which are known of steps of SGD,"
                                + " but on(localAdam(0.01)) was given; use localSgd(rate) inside, or client(localAdam(0.01)) by"
                                + " itself");
        assertThatThrownBy(() -> scaffold().on(localAdam(0.01)))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(
                        "scaffold() measures its variates in steps of plain SGD, but on(localAdam(0.01))");
    }

    @Test
    void badNumbersAreRefused() {
        assertThatThrownBy(() -> fedNova().proximal(-1))
                .hasMessage(
                        "fedNova().proximal(mu) needs a number of at least 0, but -1 was given; take 0 to do without");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void givesTheSameBitsOnAnyNumberOfThreads(FedNova client) {
        Federation plan = plan().client(client.epochs(byParty(uniform(1, 4)))).cohort(4);
        String one = plan.on(threads(1)).train(softmax(), UNEVEN).fingerprint();
        assertThat(plan.on(threads(3)).train(softmax(), UNEVEN).fingerprint()).isEqualTo(one);
        assertThat(plan.on(loopback()).train(softmax(), UNEVEN).fingerprint()).isEqualTo(one);
    }
}
