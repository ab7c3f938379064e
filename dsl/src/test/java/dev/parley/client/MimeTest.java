package dev.parley.client;

import static dev.parley.Attacks.*;
import static dev.parley.Clients.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.Golden;
import dev.parley.aggregate.Aggregation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.plan.PlanJson;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mime and MimeLite: what they equal, what they send, and what they refuse. */
class MimeTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(5, dirichlet(0.5));

    private static Federation plan(ClientAlgorithm client) {
        return federation().rounds(6).client(client).seed(5);
    }

    private static List<Long> bytes(Run run) {
        return run.rounds().stream().map(RoundResult::bytesUp).toList();
    }

    @Test
    void mimeLiteWithoutMomentumIsFedAvg() {
        for (LocalSgd sgd : List.of(
                localSgd(0.1), localSgd(0.05).epochs(2).batch(10), localSgd(0.1).weightDecay(0.01))) {
            Run lite = plan(mimeLite().momentum(0).on(sgd)).cohort(3).train(mlp(6), HOSPITALS);
            Run average = plan(sgd).cohort(3).train(mlp(6), HOSPITALS);
            assertThat(lite.fingerprint()).as(sgd.toString()).isEqualTo(average.fingerprint());
            assertThat(bytes(lite)).isEqualTo(bytes(average));
            assertThat(lite.ledger().printAll()).isEqualTo(average.ledger().printAll());
        }
    }

    @Test
    void mimeWithoutMomentumInOneStepOfAllRowsIsFedSgd() {
        for (Aggregation rule : List.of(weightedMean(), mean(), median())) {
            Run mime = plan(mime().momentum(0).batch(1000))
                    .cohort(3)
                    .aggregate(rule)
                    .train(mlp(6), HOSPITALS);
            Run step = plan(gradientStep()).cohort(3).aggregate(rule).train(mlp(6), HOSPITALS);
            assertThat(Golden.distance(
                            mime.weights().toFloatVector(), step.weights().toDoubleVector()))
                    .as(rule.toString())
                    .isLessThan(1e-6);
        }
    }

    @Test
    void bothVectorsAreInTheLedgerAndTheirBytesInTheTable() {
        long numbers = 4L * softmax().layout(HOSPITALS.shape()).length();
        long gradient = numbers + 1 + "gradient".length() + 4;
        long momentum = numbers + 1 + "momentum".length() + 4;
        Run average = plan(localSgd(0.1)).train(softmax(), HOSPITALS);
        Run lite = plan(mimeLite()).train(softmax(), HOSPITALS);
        Run adam = plan(mimeLite().adam(0.01)).train(softmax(), HOSPITALS);
        Run mime = plan(mime()).train(softmax(), HOSPITALS);
        long variance = numbers + 1 + "variance".length() + 4;
        for (int round = 0; round < 6; round++) {
            assertThat(more(lite, average, "bytes up", round)).isEqualTo(5 * gradient);
            assertThat(more(lite, average, "bytes down", round)).isEqualTo(5 * momentum);
            assertThat(more(adam, average, "bytes up", round)).isEqualTo(5 * gradient);
            assertThat(more(adam, average, "bytes down", round)).isEqualTo(5 * (momentum + variance));
            // an exchange more, each with the parameters down
            assertThat(more(mime, average, "bytes down", round))
                    .isEqualTo(average.table().longColumn("bytes down").get(round) + 5 * momentum);
            assertThat(more(mime, average, "bytes up", round)).isBetween(5 * gradient, 5 * (gradient + 100));
        }
        for (Run run : List.of(lite, mime)) {
            assertThat(run.ledger().stringColumn("what").asList())
                    .filteredOn(what -> what.startsWith("update"))
                    .isNotEmpty()
                    .allMatch(what -> what.contains("gradient") && what.contains(Update.DELTA));
        }
    }

    private static long more(Run run, Run than, String column, int round) {
        return run.table().longColumn(column).get(round)
                - than.table().longColumn(column).get(round);
    }

    @Test
    void theirWorkIsCounted() {
        var party = HOSPITALS.all().get(0);
        long rows = party.size();
        Run lite = plan(mimeLite().epochs(2)).train(softmax(), HOSPITALS);
        Run mime = plan(mime().epochs(2)).train(softmax(), HOSPITALS);
        int steps = 2 * (int) ((rows + 31) / 32);
        assertThat(lite.rounds().get(0).parties().get(0)).satisfies(done -> {
            assertThat(done.samplesSeen()).isEqualTo(2 * rows + rows);
            assertThat(done.steps()).isEqualTo(steps);
        });
        assertThat(mime.rounds().get(0).parties().get(0)).satisfies(done -> {
            assertThat(done.samplesSeen()).isEqualTo(rows + 2 * 2 * rows);
            assertThat(done.steps()).isEqualTo(steps);
            assertThat(done.lossBefore()).isPositive();
            assertThat(done.lossAfter()).isPositive();
            assertThat(done.deltaNorm()).isPositive();
        });
    }

    @Test
    void nothingStaysAtAParty() throws java.io.IOException {
        for (ClientAlgorithm client : List.of(mime(), mimeLite().adam(0.01))) {
            Run run = plan(client)
                    .onRound(round -> {
                        if (round.round() == 2) {
                            round.stop();
                        }
                    })
                    .train(softmax(), HOSPITALS);
            var state = run.parts().outcome().state();
            assertThat(state.parties().open().readAllBytes()).isEmpty();
            Map<String, ParamVector> kept = state.coordinator().vectors();
            assertThat(kept.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            client instanceof Mime
                                    ? List.of("mime/momentum")
                                    : List.of("mimeLite/momentum", "mimeLite/variance"));
        }
    }

    static Stream<Aggregation> rules() {
        return Stream.of(
                median(),
                trimmedMean(0.2),
                krum(1),
                multiKrum(1, 3),
                geometricMedian(),
                centeredClipping(1),
                normClipping(1),
                bucketing(2, median()),
                foolsGold(),
                qFair(0.1),
                named("half", updates -> updates.mean().times(0.5)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void gradientsGoThroughTheSameRule(Aggregation rule) {
        for (ClientAlgorithm client : List.of(mime(), mimeLite())) {
            Run run = plan(client).aggregate(rule).train(logistic(), HOSPITALS);
            assertThat(run.accuracy()).as("%s, %s", client, rule).isGreaterThan(0.85);
        }
    }

    /** The median of one attacker's and four others' gradients is among the others', and so is c. */
    @Test
    void aRuleThatWithstandsAttackersHoldsTheMomentumToo() {
        Parties alike = dataset("breast-cancer").split(5, iid());
        for (ClientAlgorithm client : List.of(mime(), mimeLite())) {
            Federation attacked = plan(client).rounds(20).attack(gaussianNoise(20), "party-2");
            assertThat(attacked.aggregate(median()).train(logistic(), alike).loss())
                    .as(client.toString())
                    .isLessThan(0.3);
            assertThat(attacked.aggregate(mean()).train(logistic(), alike).loss())
                    .as(client.toString())
                    .isGreaterThan(2);
        }
    }

    static Stream<Federation> attacks() {
        return Stream.of(plan(mime()), plan(mimeLite()))
                .flatMap(plan -> Stream.of(
                        plan.attack(freeRider(), "party-1"),
                        plan.attack(freeRider(), "party-1").aggregate(krum(1)),
                        plan.attack(littleIsEnough(), "party-1").aggregate(trimmedMean(0.2)),
                        plan.attack(minMax(), "party-1", "party-2").filter(clip(1)),
                        plan.attack(boost(3), "party-1").filter(aggregateNoise(0.001)),
                        plan.attack(gaussianNoise(0.1), "party-3").cohort(3)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void attacksAndBoundsGoWithThem(Federation plan) {
        Run run = plan.train(logistic(), HOSPITALS);
        assertThat(run.rounds()).hasSize(6);
        assertThat(run.loss()).isFinite();
        assertThat(plan.train(logistic(), HOSPITALS).fingerprint()).isEqualTo(run.fingerprint());
    }

    @Test
    void aRoundInWhichNobodySendsAGradientChangesNothing() {
        for (ClientAlgorithm client : List.of(mime(), mimeLite())) {
            List<float[]> after = new ArrayList<>();
            Run run = plan(client)
                    .rounds(12)
                    .cohort(1)
                    .attack(freeRider(), "party-1", "party-2")
                    .onRound(round -> after.add(round.params().toArray()))
                    .train(logistic(), HOSPITALS);
            int riders = 0;
            for (int round = 1; round < 12; round++) {
                boolean rides = run.rounds().get(round).parties().get(0).party().index() < 2;
                riders += rides ? 1 : 0;
                assertThat(Arrays.equals(after.get(round), after.get(round - 1)))
                        .as("%s, round %d", client, round + 1)
                        .isEqualTo(rides);
            }
            assertThat(riders).isBetween(1, 10);
        }
    }

    @Test
    void theServerIsTheirs() {
        assertThatThrownBy(() -> plan(mimeLite()).server(fedAdam(0.05)).train(softmax(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage("mimeLite() takes the server's step itself, but server(fedAdam(0.05)) was asked for; leave"
                        + " server(..) out, or take another client, such as localSgd(0.1)");
        assertThatThrownBy(() -> plan(mime()).server(serverSgd(1).momentum(0.9)).train(softmax(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage("mime() takes the server's step itself, but server(serverSgd(1).momentum(0.9)) was asked"
                        + " for; leave server(..) out, or take another client, such as localSgd(0.1)");
    }

    @Test
    void areRefusedWhereNothingIsToLeaveAParty() {
        assertThatThrownBy(() -> local().client(mime()).train(softmax(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "mime() steps by what all parties' gradients come to, but in local() nothing leaves a party;"
                                + " use localSgd(0.1), or federation()");
        assertThat(local().epochs(1)
                        .client(mimeLite().momentum(0))
                        .train(softmax(), HOSPITALS)
                        .rounds())
                .hasSize(1);
    }

    @Test
    void aCoordinatorWithRowsCannotTrainByThem() {
        for (ClientAlgorithm client : List.of(mime(), mimeLite(), scaffold())) {
            assertThatThrownBy(() -> plan(client)
                            .aggregate(trust(dataset("breast-cancer")))
                            .train(softmax(), HOSPITALS))
                    .isInstanceOf(PlanException.class)
                    .hasMessage("trust(rows) trains at the coordinator by the parameters alone, but " + client
                            + " also needs what parties are sent beside them; use localSgd(0.1) with it, or another"
                            + " rule");
        }
    }

    @Test
    void stepsThatDoNotGoTogetherAreRefused() {
        assertThatThrownBy(() -> mime().on(localSgd(0.1).momentum(0.5)))
                .isInstanceOf(PlanException.class)
                .hasMessage("mime() and mimeLite() step by the momentum that the coordinator keeps, but"
                        + " localSgd(0.1).momentum(0.5) has one of its own; leave it out there, and say momentum(b) of"
                        + " the client");
        assertThatThrownBy(() -> mimeLite().betas(0.9, 0.99))
                .isInstanceOf(PlanException.class)
                .hasMessage("mimeLite() has no Adam for betas(b1, b2) to change; say adam(rate) first");
        assertThatThrownBy(() -> mime().epsilon(0.1))
                .isInstanceOf(PlanException.class)
                .hasMessage("mime() has no Adam for epsilon(e) to change; say adam(rate) first");
        assertThatThrownBy(() -> mime().momentum(1))
                .isInstanceOf(PlanException.class)
                .hasMessage("momentum(b) needs a number from 0 to below 1, but 1 was given; take one between");
        assertThatThrownBy(() -> mime().adam(0.01).betas(0.9, 1))
                .isInstanceOf(PlanException.class)
                .hasMessage("betas(b1, b2) needs a number from 0 to below 1, but 1 was given; take one between");
        assertThatThrownBy(() -> mime().adam(0.01).epsilon(0))
                .isInstanceOf(PlanException.class)
                .hasMessage("epsilon(e) needs a number above 0, but 0 was given; take one such as 0.1");
        assertThatThrownBy(() -> distributed().client(mime()).train(softmax(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "distributed() trains with localSgd(rate), but client(mime()) was asked for; use federation()"
                                + " for it");
    }

    @Test
    void printAndReadBackWhatWasSaid() {
        assertThat(mime()).hasToString("mime()");
        assertThat(mimeLite().momentum(0.5).rate(0.05).epochs(2).weightDecay(0.01))
                .hasToString("mimeLite().momentum(0.5).rate(0.05).epochs(2).weightDecay(0.01)");
        assertThat(mime().adam(0.01).betas(0.8, 0.9).epsilon(0.1).batch(10))
                .hasToString("mime().adam(0.01).betas(0.8, 0.9).epsilon(0.1).batch(10)");
        for (ClientAlgorithm client :
                List.of(mime(), mimeLite().adam(0.01), gradientStep().rate(0.5))) {
            var plan = plan(client).plan();
            assertThat(PlanJson.read(plan.json())).isEqualTo(plan);
        }
    }

    @Test
    void adamLearns() {
        for (ClientAlgorithm client : List.of(mime().adam(0.01), mimeLite().adam(0.01))) {
            Run run = plan(client).rounds(20).train(mlp(16), dataset("digits").split(5, dirichlet(0.5)));
            assertThat(run.accuracy()).as(client.toString()).isGreaterThan(0.9);
        }
    }

    /** Layers that draw at random and that keep statistics. */
    @Test
    void networksOfAllLayersTrain() {
        var model = sequential(dense(12), batchNorm(), relu(), dropout(0.2), dense());
        for (ClientAlgorithm client : List.of(mime(), mimeLite(), mime().weightDecay(0.01))) {
            Run run = plan(client).rounds(20).train(model, HOSPITALS);
            assertThat(run.accuracy()).as(client.toString()).isGreaterThan(0.85);
        }
    }

    @Test
    void inOnePartyTheyAreSgdByAMomentumOfTheRound() {
        Run one = centralized().epochs(4).client(mime()).train(logistic(), HOSPITALS);
        assertThat(one.accuracy()).isGreaterThan(0.9);
    }
}
