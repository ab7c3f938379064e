package dev.parley.client;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.num.Seed;
import dev.parley.plan.PlanJson;
import dev.parley.result.PartyResult;
import dev.parley.run.Run;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Epochs that differ by party: what tables count, what is drawn, what is refused and how it is written. */
class UnequalWorkTest {
    private static final Parties DIGITS = dataset("digits").split(3, dirichlet(1.0));

    private static Run train(ClientAlgorithm client) {
        return federation().rounds(3).client(client).train(softmax(), DIGITS);
    }

    @Test
    void tablesCountWhatEachPartyHasDone() {
        for (ClientAlgorithm client : List.of(
                localSgd(0.1).epochs(byParty(1, 2, 5)),
                localAdam(0.01).epochs(byParty(1, 2, 5)),
                fedProx(0.1).epochs(byParty(1, 2, 5)),
                scaffold().epochs(byParty(1, 2, 5)))) {
            Run run = train(client);
            int[] epochs = {1, 2, 5};
            long all = 0;
            for (PartyResult party : run.rounds().get(2).parties()) {
                int rows = party.party().examples();
                int times = epochs[party.party().index()];
                assertThat(party.samplesSeen()).as(client.toString()).isEqualTo((long) times * rows);
                assertThat(party.steps()).isEqualTo(times * ((rows + 31) / 32));
                all += (long) times * rows;
            }
            assertThat(run.table().longColumn("examples").get(2)).isEqualTo(all);
        }
    }

    @Test
    void equalNumbersAreTheBitsOfOne() {
        assertThat(train(localSgd(0.1).epochs(byParty(2, 2, 2))).fingerprint())
                .isEqualTo(train(localSgd(0.1).epochs(2)).fingerprint());
        assertThat(train(localSgd(0.1).epochs(byParty(uniform(2, 2)))).fingerprint())
                .isEqualTo(train(localSgd(0.1).epochs(2)).fingerprint());
    }

    private static Map<Integer, Long> counted(EpochsLaw law, int draws) {
        EpochsByParty parties = byParty(law);
        return java.util.stream.IntStream.range(0, draws)
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> parties.epochs(1, 0, new Seed(5).at("epochs", i)), TreeMap::new, Collectors.counting()));
    }

    @Test
    void lawsDrawWhatTheySay() {
        Map<Integer, Long> alike = counted(uniform(2, 5), 4000);
        assertThat(alike.keySet()).containsExactly(2, 3, 4, 5);
        assertThat(alike.values()).allSatisfy(n -> assertThat(n).isBetween(880L, 1120L));
        Map<Integer, Long> some = counted(stragglers(0.5, 4), 4000);
        assertThat(some.keySet()).containsExactly(1, 2, 3, 4);
        assertThat(some.get(4)).isBetween(2350L, 2650L); // half of all, and a quarter of the stragglers
        assertThat(some.get(1)).isBetween(400L, 600L);
        assertThat(counted(stragglers(0, 4), 10).keySet()).containsExactly(4);
    }

    @Test
    void drawsDifferByPartyAndRoundAndAreTheSameOnEveryEngine() {
        Federation plan = federation().rounds(6).client(localSgd(0.1).epochs(byParty(uniform(1, 5))));
        Run run = plan.on(threads(1)).train(softmax(), DIGITS);
        List<Long> epochs = run.rounds().stream()
                .flatMap(round -> round.parties().stream())
                .map(party -> party.samplesSeen() / party.party().examples())
                .toList();
        assertThat(epochs).allMatch(n -> n >= 1 && n <= 5);
        assertThat(epochs.stream().distinct().count()).isGreaterThan(3);
        assertThat(plan.on(threads(3)).train(softmax(), DIGITS).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(plan.on(loopback()).train(softmax(), DIGITS).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(plan.seed(43).train(softmax(), DIGITS).rounds().stream()
                        .flatMap(round -> round.parties().stream())
                        .map(party -> party.samplesSeen() / party.party().examples())
                        .toList())
                .isNotEqualTo(epochs);
    }

    @Test
    void anotherNumberOfPartiesIsRefused() {
        for (ClientAlgorithm client : List.of(
                localSgd(0.1).epochs(byParty(1, 2)),
                localAdam(0.1).epochs(byParty(1, 2)),
                fedNova().epochs(byParty(1, 2)))) {
            assertThatThrownBy(() -> train(client))
                    .isInstanceOf(PlanException.class)
                    .hasMessage(
                            "byParty(1, 2) gives the epochs of 2 parties, but there are 3; give a number for each, or a"
                                    + " law: byParty(uniform(1, 5))");
        }
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        assertThatThrownBy(() -> byParty(1, 0))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "byParty(n, ..) needs a number of epochs of at least 1 for each party, but [1, 0] was given; say"
                                + " byParty(1, 2, 5) for three parties");
        assertThatThrownBy(() -> uniform(5, 1))
                .hasMessage("uniform(least, most) needs a most of at least the least, but uniform(5, 1) was given; say"
                        + " uniform(1, 5)");
        assertThatThrownBy(() -> stragglers(2, 5))
                .hasMessage(
                        "stragglers(share, epochs) needs a share from 0 to 1, but 2 was given; say stragglers(0.5, 20)"
                                + " for half of the parties");
    }

    @Test
    void workersOfOneTrainingAreRefused() {
        assertThatThrownBy(() -> distributed()
                        .workers(2)
                        .client(localSgd(0.1).epochs(byParty(1, 2)))
                        .train(softmax(), DIGITS))
                .isInstanceOf(PlanException.class)
                .hasMessage("distributed() counts epochs itself, but the client asks for epochs(byParty(1, 2)); say"
                        + " distributed().epochs(n)");
        assertThatThrownBy(() -> distributed()
                        .workers(2)
                        .client(localSgd(0.1).clipGradient(1))
                        .train(softmax(), DIGITS))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "distributed() adds the workers' gradients to that of their batches together, and would clip each"
                                + " worker's alone (localSgd(0.1).clipGradient(1)); leave clipGradient(c) out, or use federation()");
    }

    @Test
    void printsAndReadsBackAsItIsWritten() {
        for (ClientAlgorithm client : List.<ClientAlgorithm>of(
                localSgd(0.1).epochs(byParty(1, 2, 5)).batch(10),
                localAdam(0.01).epochs(byParty(uniform(1, 5))).clipGradient(1),
                fedProx(0.1).epochs(byParty(stragglers(0.9, 20))).clipGradient(0.5),
                fedProx(0.1).on(localAdamW(0.001).epochs(2)),
                fedProx(adaptive(1)).epochs(2),
                fedNova().momentum(0.9).proximal(0.001),
                fedDyn(0.01).weightDecay(0.001).clipGradient(10))) {
            var plan = federation().client(client).plan();
            assertThat(PlanJson.read(plan.json())).isEqualTo(plan);
        }
        assertThat(localSgd(0.1).epochs(byParty(1, 2, 5)).batch(10))
                .hasToString("localSgd(0.1).epochs(byParty(1, 2, 5)).batch(10)");
        assertThat(localAdam(0.01).epochs(byParty(uniform(1, 5))).clipGradient(1))
                .hasToString("localAdam(0.01).epochs(byParty(uniform(1, 5))).clipGradient(1)");
        assertThat(fedProx(0.1).epochs(byParty(stragglers(0.9, 20))))
                .hasToString("fedProx(0.1).epochs(byParty(stragglers(0.9, 20)))");
        assertThat(fedProx(0.1).on(localAdamW(0.001).epochs(2)))
                .hasToString("fedProx(0.1).on(localAdamW(0.001).epochs(2))");
        assertThat(localSgd(0.1).epochs(byParty(1, 2)).epochs(3))
                .isEqualTo(localSgd(0.1).epochs(3));
    }

    @Test
    void whatDoesNotUseThemIsWrittenAsEarlierVersionsWroteIt() {
        assertThat(federation().client(localSgd(0.1)).plan().json()).doesNotContain("clip", "byParty");
        assertThat(federation().client(localAdam(0.1).clipGradient(2)).plan().json())
                .contains("\"clip\" : 2.0")
                .doesNotContain("byParty");
        assertThat(federation()
                        .client(localSgd(0.1).epochs(byParty(1, 2)))
                        .plan()
                        .json())
                .contains("\"clip\" : 0.0", "\"listed\"");
    }

    @Test
    void plansOfEarlierVersionsAreRead() {
        String sgd = "{\"rate\":0.05,\"epochs\":3,\"batch\":10,\"momentum\":0.9,\"weightDecay\":0.0,"
                + "\"schedule\":{\"constant\":{}},\"shards\":2}";
        String plan = "{\"format\":1,\"sentence\":\"federation\",\"client\":";
        assertThat(PlanJson.read(plan + "{\"localSgd\":" + sgd + "}}").client())
                .isEqualTo(localSgd(0.05).epochs(3).batch(10).momentum(0.9).shards(2));
        assertThat(PlanJson.read(plan + "{\"fedProx\":{\"mu\":0.1,\"sgd\":{\"localSgd\":" + sgd + "}}}}")
                        .client())
                .isEqualTo(fedProx(0.1)
                        .rate(0.05)
                        .epochs(3)
                        .batch(10)
                        .momentum(0.9)
                        .shards(2));
        String adam = "{\"rate\":0.01,\"epochs\":2,\"batch\":32,\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1.0E-8,"
                + "\"weightDecay\":0.0,\"decoupled\":false,\"keepsState\":true,\"schedule\":{\"constant\":{}},\"shards\":1}";
        assertThat(PlanJson.read(plan + "{\"localAdam\":" + adam + "}}").client())
                .isEqualTo(localAdam(0.01).epochs(2).keepState());
    }
}
