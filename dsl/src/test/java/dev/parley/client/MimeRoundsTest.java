package dev.parley.client;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.client.Parabola.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.fault.PartyException;
import dev.parley.filter.Answer;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds of Mime and MimeLite on four quadratics that differ, and over failures, stops and engines. */
class MimeRoundsTest {
    private static final double RATE = 0.1;
    private static final int STEPS = 10;
    private static final Parties HOSPITALS = dataset("breast-cancer").split(5, dirichlet(0.5));

    @TempDir
    Path folder;

    private static <C extends Mimicking<C>> C steps(C client, double momentum) {
        return client.momentum(momentum).rate(RATE).epochs(STEPS).batch(100);
    }

    static Stream<Arguments> papers() {
        return Stream.of(steps(mime(), 0), steps(mime(), 0.9), steps(mimeLite(), 0.9), steps(mimeLite(), 0))
                .flatMap(client -> Stream.of(Arguments.of(client, 4), Arguments.of(client, 2)));
    }

    /** Algorithm 1 written down once more in double, with cohorts that change. */
    @ParameterizedTest(name = "{0} of {1} parties")
    @MethodSource("papers")
    void eachRoundIsThatOfThePaper(Mimicking<?> client, int cohort) {
        int rounds = 8;
        Run run = federation()
                .rounds(rounds)
                .client(client)
                .aggregate(mean())
                .cohort(cohort)
                .train(linear(), PARTIES);
        boolean corrected = client instanceof Mime;
        double b = client.base().momentum();
        double[] x = new double[2];
        double[] m = new double[2];
        for (int round = 0; round < rounds; round++) {
            List<Integer> drawn = drawn(run, round, cohort);
            double[] c = new double[2];
            for (int party : drawn) {
                double[] at = QUADRATICS.get(party).gradient(x);
                c[0] += at[0] / cohort;
                c[1] += at[1] / cohort;
            }
            double[] next = new double[2];
            for (int party : drawn) {
                double[] at = QUADRATICS.get(party).gradient(x);
                double[] y = x.clone();
                for (int k = 0; k < STEPS; k++) {
                    double[] g = QUADRATICS.get(party).gradient(y);
                    for (int i = 0; i < 2; i++) {
                        double direction = corrected ? g[i] - at[i] + c[i] : g[i];
                        y[i] -= RATE * ((1 - b) * direction + b * m[i]);
                    }
                }
                next[0] += y[0] / cohort;
                next[1] += y[1] / cohort;
            }
            for (int i = 0; i < 2; i++) {
                m[i] = b * m[i] + (1 - b) * c[i];
                x[i] = next[i];
            }
        }
        assertThat(run.weights().toDoubleVector()).containsExactly(x, within(1e-5));
    }

    @Test
    void mimeEndsAtTheOptimumOfAllRowsWhereFedAvgDoesNot() {
        double[] optimum = LeastSquares.mean(QUADRATICS).optimum();
        double[] biased = LeastSquares.averaged(QUADRATICS, RATE, STEPS);
        assertThat(Math.hypot(biased[0] - optimum[0], biased[1] - optimum[1])).isGreaterThan(0.03);
        for (double momentum : new double[] {0, 0.5}) {
            Run run = federation()
                    .rounds(200)
                    .evaluateEvery(200)
                    .client(steps(mime(), momentum))
                    .aggregate(mean())
                    .train(linear(), PARTIES);
            assertThat(run.weights().toDoubleVector()).containsExactly(optimum, within(1e-5));
        }
    }

    private static Federation plan(ClientAlgorithm client) {
        return federation().rounds(6).client(client).seed(5);
    }

    static Stream<ClientAlgorithm> clients() {
        return Stream.of(
                mime().epochs(2),
                mime().adam(0.01),
                mimeLite().weightDecay(0.01),
                mimeLite().adam(0.01));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void givesTheSameBitsOnAnyNumberOfThreadsAndByBytes(ClientAlgorithm client) {
        Federation plan = plan(client).cohort(3);
        String one = plan.on(threads(1)).train(mlp(6), HOSPITALS).fingerprint();
        for (Engine engine : new Engine[] {threads(2), threads(4), loopback()}) {
            assertThat(plan.on(engine).train(mlp(6), HOSPITALS).fingerprint())
                    .as(engine.toString())
                    .isEqualTo(one);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void goesOnFromACheckpointToTheSameBits(ClientAlgorithm client) {
        Federation plan = plan(client).cohort(3);
        Run whole = plan.train(softmax(), HOSPITALS);
        for (int stop : new int[] {1, 3, 5}) {
            String path = folder.resolve("mine-" + stop).toString();
            GoesOn.toTheSameBits(plan, HOSPITALS, path, stop, whole);
        }
    }

    /** Fails at one party in the exchange of round 3 that brings updates, as often as it is told. */
    private record Fails(int party, AtomicBoolean still) implements Filter {
        @Override
        public Place place() {
            return Place.ANSWER;
        }

        @Override
        public Update atParty(Broadcast from, PartySide here, Answer inner) {
            Update update = inner.to(from, here);
            boolean moves = update.payload().hasVector(Update.DELTA);
            if (moves && here.member().index() == party && from.round() == 3 && still.get()) {
                update.close();
                throw new IllegalStateException("the line is cut");
            }
            return update;
        }

        @Override
        public String toString() {
            return "fails()";
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aRoundThatFailsInTheMiddleMovesNoMomentum(ClientAlgorithm client) {
        AtomicBoolean still = new AtomicBoolean(true);
        Federation plan = plan(client);
        assertThatThrownBy(() -> plan.filter(new Fails(3, still)).train(softmax(), HOSPITALS))
                .isInstanceOf(PartyException.class)
                .hasMessageStartingWith("party-4 failed in round 3 while training");
        Run left = lastRun();
        assertThat(left.rounds()).hasSize(2);
        still.set(false);
        assertThat(left.resume().fingerprint())
                .isEqualTo(plan.train(softmax(), HOSPITALS).fingerprint());
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aPartyThatFailsInTheMiddleIsLeftOut(ClientAlgorithm client) {
        Run run = plan(client)
                .minParties(4)
                .filter(new Fails(3, new AtomicBoolean(true)))
                .train(softmax(), HOSPITALS);
        assertThat(run.rounds()).hasSize(6);
        assertThat(run.rounds().get(2).parties())
                .filteredOn(party -> !party.ok())
                .singleElement()
                .satisfies(party -> assertThat(party.error()).contains("the line is cut"));
        assertThat(run.accuracy()).isGreaterThan(0.8);
    }
}
