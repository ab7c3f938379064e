package dev.parley.engine.loopback;

import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Compression.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Personal.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Schedules.*;
import static dev.parley.Servers.*;
import static dev.parley.Sums.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Trainer;
import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.plan.Program;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All sentences by bytes alone: the same bits as on threads, no row on the way, and every byte counted. */
class LoopbackPlansTest {
    private static final Parties HOSPITALS =
            dataset("breast-cancer").trainValidTest(0.6, 0.2).split(5, dirichlet(0.5));

    static {
        register(Leaks.class);
    }

    static Stream<Arguments> plans() {
        var four = federation().rounds(4);
        Model layers = sequential(dense(5), batchNorm(), relu(), dropout(0.3), dense());
        return Stream.of(
                Arguments.of(four, logistic()),
                Arguments.of(
                        four.cohort(2)
                                .aggregate(mean())
                                .client(localSgd(0.1).momentum(0.9).epochs(2)),
                        mlp(4)),
                Arguments.of(four.participation(0.5).client(fedProx(0.1)).server(fedAdam(0.05)), softmax()),
                Arguments.of(four.cohort(3).client(localAdam(0.01).keepState().schedule(cosine())), logistic()),
                Arguments.of(
                        four.cohort(3).client(scaffold()).server(serverSgd(1).momentum(0.5)), logistic()),
                Arguments.of(four.client(scaffold()).filter(clip(0.3)).filter(aggregateNoise(0.01)), layers),
                Arguments.of(four.cohort(3).client(gradientStep().rate(0.5)), layers),
                Arguments.of(
                        four.cohort(3).compress(topK(0.2).values(float16())).compressDown(quantize(8)), layers),
                Arguments.of(
                        four.client(scaffold())
                                .compress(randomK(0.5).sharedPlaces())
                                .compressDown(float16())
                                .evaluateParties(2)
                                .aggregate(mean()),
                        logistic()),
                Arguments.of(four.compress(signs()).aggregate(majority()), layers),
                Arguments.of(
                        distributed()
                                .workers(3)
                                .epochs(1)
                                .compress(rotated(quantize(4)))
                                .compressDown(float16()),
                        logistic()),
                Arguments.of(four.cohort(3).client(mimeLite()), layers),
                Arguments.of(four.cohort(3).client(moon(1).momentum(0.5)), layers),
                Arguments.of(four.client(mimeLite().adam(0.01)).aggregate(median()), logistic()),
                Arguments.of(four.cohort(3).client(mime().epochs(2)), layers),
                Arguments.of(four.client(mime().adam(0.01)).filter(clip(0.3)).filter(aggregateNoise(0.01)), mlp(4)),
                Arguments.of(four.cohort(3).client(fedNova().momentum(0.9).epochs(byParty(uniform(1, 3)))), logistic()),
                Arguments.of(four.cohort(3).client(fedNova().momentum(0.9).epochs(byParty(uniform(1, 3)))), logistic()),
                Arguments.of(four.client(fedNova().proximal(0.1)).aggregate(median()), layers),
                Arguments.of(four.cohort(3).client(fedDyn(0.1).clipGradient(1)), layers),
                Arguments.of(
                        four.cohort(3)
                                .client(fedProx(adaptive(0.2))
                                        .on(localAdam(0.01).keepState())),
                        mlp(3)),
                Arguments.of(
                        four.client(localSgd(0.1).epochs(byParty(1, 2, 3, 4, 5)).clipGradient(0.5)), layers),
                Arguments.of(four.aggregate(median()).evaluateEvery(3).evaluateParties(2), layers),
                Arguments.of(
                        four.aggregate(named("half", updates -> updates.mean().times(0.5))), logistic()),
                Arguments.of(
                        four.aggregate(mean())
                                .participation(powerOfChoice(4, 2))
                                .server(fedYogi(0.1).schedule(cosine())),
                        logistic()),
                Arguments.of(
                        four.participation(dropsOut(0.3, roundRobin(4)))
                                .server(fedAvgM(0.9).nesterov()),
                        mlp(4)),
                Arguments.of(
                        four.participation(available(0.9, importance(3)))
                                .client(scaffold())
                                .server(fedAdam(0.05).biasCorrection(true)),
                        logistic()),
                Arguments.of(four.cohort(3).personalize(fineTune(2)), layers),
                Arguments.of(four.client(scaffold()).evaluateParties(2).personalize(ditto(0.5)), layers),
                Arguments.of(four.cohort(3).filter(clip(0.3)).personalize(fedPer()), layers),
                Arguments.of(four.client(fedProx(0.1)).aggregate(median()).personalize(fedBn()), layers),
                Arguments.of(four.cohort(2).personalize(fedRep("layer3").head(2)), layers),
                Arguments.of(four.personalize(pFedMe(15)), layers),
                Arguments.of(four.cohort(3).evaluateParties(3).personalize(apfl(0.25)), layers),
                Arguments.of(four.handOver(false).personalize(perFedAvg(0.1).hessianFree()), mlp(4)),
                Arguments.of(four.cohort(3).client(localAdam(0.01)).personalize(ifca(3)), layers),
                Arguments.of(four.aggregate(secure(mean())).client(scaffold()).filter(clip(1)), layers),
                Arguments.of(four.aggregate(secure(weightedMean()).bits(16)).cohort(4), logistic()),
                Arguments.of(four.client(localSgd(0.1).shards(2).batch(50)), layers),
                Arguments.of(distributed().workers(3).epochs(2), logistic()),
                Arguments.of(
                        distributed().workers(2).epochs(2).synchronize(every(4)).server(fedAdam(0.01)), layers),
                Arguments.of(
                        distributed().workers(3).epochs(2).synchronize(once()).filter(clip(1)), mlp(3)),
                Arguments.of(centralized().epochs(3), layers),
                Arguments.of(centralized().epochs(3).client(localAdam(0.01).keepState()), logistic()),
                Arguments.of(local().epochs(3).evaluateParties(2), layers),
                Arguments.of(local().epochs(3).client(localAdamW(0.01).keepState()), logistic()));
    }

    private static Loopback heardBy(Heard heard) {
        return new Loopback(2, heard);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("plans")
    void givesTheBitsOfOneThreadAndHearsWhatTheTableCounts(Trainer<?> plan, Model model) {
        Heard heard = new Heard();
        Run run = plan.on(heardBy(heard)).train(model, HOSPITALS);
        Run threads = plan.on(threads(1)).train(model, HOSPITALS);
        assertThat(run.fingerprint()).isEqualTo(threads.fingerprint());
        assertThat(run.ledger().printAll()).isEqualTo(threads.ledger().printAll());
        assertThat(run.table().removeColumns("seconds").printAll())
                .isEqualTo(threads.table().removeColumns("seconds").printAll());
        assertThat(run.partyTable().removeColumns("ms").printAll())
                .isEqualTo(threads.partyTable().removeColumns("ms").printAll());

        assertThat(run.rounds()).isNotEmpty();
        boolean sends = plan.plan().kind().sends(); // the table counts nothing where all is one owner's
        for (boolean up : new boolean[] {true, false}) {
            assertThat(run.table().longColumn(up ? "bytes up" : "bytes down").asList())
                    .isEqualTo(run.rounds().stream()
                            .map(round -> sends ? heard.bytes(up, round.round()) : 0)
                            .toList());
        }
        for (RoundResult round : run.rounds()) {
            assertThat(round.bytesDown())
                    .isEqualTo(heard.bytes(false, round.round()))
                    .isPositive();
            assertThat(round.bytesUp())
                    .isEqualTo(heard.bytes(true, round.round()))
                    .isPositive();
            if (round.scores().isEmpty()) {
                for (PartyResult party : round.parties()) {
                    int index = party.party().index();
                    assertThat(party.bytesDown()).isEqualTo(heard.bytes(false, round.round(), index));
                    assertThat(party.bytesUp()).isEqualTo(heard.bytes(true, round.round(), index));
                }
            }
        }
        // the table begins with round 1; what round 0 tells is in the ledger
        long all = heard.messages.stream()
                .filter(message -> message.turn().round() > 0)
                .mapToLong(message -> message.bytes().length)
                .sum();
        assertThat(run.rounds().stream()
                        .mapToLong(round -> round.bytesDown() + round.bytesUp())
                        .sum())
                .isEqualTo(all);

        assertThat(heard.programs).singleElement().satisfies(json -> {
            assertThat(Program.read(json).json()).isEqualTo(json);
            assertThat(Program.read(json).model()).isEqualTo(model);
        });
        assertThat(heard.rows(run.parties().all())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        var plan = federation().rounds(3).client(scaffold()).filter(clip(0.3));
        assertThat(plan.on(new Loopback(threads, Ear.DEAF))
                        .train(softmax(), HOSPITALS)
                        .fingerprint())
                .isEqualTo(plan.on(threads(1)).train(softmax(), HOSPITALS).fingerprint());
    }

    /** Sends the row of a number beside its update. */
    record Leaks(int row) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            float[] features = new float[here.party().examples().width()];
            here.party().examples().read(new int[] {row}, 0, 1, features);
            return new LocalSgd(0.1)
                    .train(from, here)
                    .and("row", ParamVector.of(Layout.empty().then("row", features.length), features));
        }
    }

    @Test
    void aRowOnTheWayWouldBeHeard() {
        Heard heard = new Heard();
        Run run = federation().rounds(1).client(new Leaks(1)).on(heardBy(heard)).train(logistic(), HOSPITALS);
        assertThat(heard.rows(run.parties().all())).hasSize(5).allMatch(Heard.Message::up);
    }

    @Test
    void eachPartyHearsAnotherSeedAndNobodyThePlans() {
        Heard heard = new Heard();
        federation().rounds(2).seed(77).on(heardBy(heard)).train(logistic(), HOSPITALS);
        var seeds = heard.messages.stream()
                .filter(message -> !message.up())
                .map(message -> ByteBuffer.wrap(message.bytes())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong(9))
                .toList();
        assertThat(seeds).as("of rounds 0 to 2").hasSize(15).doesNotContain(77L);
        assertThat(seeds.stream().distinct()).hasSize(5);
    }
}
