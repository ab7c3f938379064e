package dev.parley.client;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.aggregate.Aggregation;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.fault.PlanException;
import dev.parley.filter.Combine;
import dev.parley.filter.Remembered;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.result.State;
import dev.parley.run.Run;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Control variates on both sides, and what SCAFFOLD refuses. */
class ScaffoldTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(5, dirichlet(0.5));

    @TempDir
    Path folder;

    private static Federation plan() {
        return federation().rounds(6).client(scaffold().epochs(2)).seed(5);
    }

    /** Variates between two rounds: c at the coordinator, and c_i by party. */
    private record Variates(ParamVector common, Map<Integer, ParamVector> own) {
        static Variates after(int round, Federation plan) throws IOException {
            Run run = plan.onRound(view -> {
                        if (view.round() == round) {
                            view.stop();
                        }
                    })
                    .train(softmax(), HOSPITALS);
            State state = run.parts().outcome().state();
            Map<Integer, ParamVector> own = new TreeMap<>();
            try (DataInputStream in = new DataInputStream(state.parties().open())) {
                while (in.available() > 0) {
                    own.put(in.readInt(), Remembered.read(in).vectors().get("scaffold/control"));
                }
            }
            return new Variates(state.coordinator().vectors().get("scaffold/control"), own);
        }
    }

    static Stream<Arguments> rulesAndCohorts() {
        return Stream.of(mean(), weightedMean(), named("mean by hand", updates -> updates.mean()))
                .flatMap(rule -> Stream.of(Arguments.of(rule, 5), Arguments.of(rule, 2)));
    }

    @ParameterizedTest
    @MethodSource("rulesAndCohorts")
    void theCommonVariateIsTheMeanOfThePartiesOwn(Aggregation rule, int cohort) throws IOException {
        for (int round = 1; round <= 3; round++) {
            Variates after =
                    Variates.after(round, plan().aggregate(rule).cohort(cohort).minParties(cohort));
            if (cohort == 5) {
                assertThat(after.own()).hasSize(5);
            }
            float[] common = after.common().toArray();
            double[] mean = new double[common.length];
            after.own().values().forEach(own -> {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += own.at(i) / 5.0; // a party that never took part has zeros
                }
            });
            double size = after.own().values().stream()
                    .mapToDouble(ParamVector::norm)
                    .max()
                    .orElse(0);
            assertThat(size).isGreaterThan(0.01);
            for (int i = 0; i < mean.length; i++) {
                assertThat((double) common[i])
                        .as("round %d, number %d", round, i)
                        .isCloseTo(mean[i], within(1e-6 * size));
            }
        }
    }

    @Test
    void partiesThatTakeNoPartKeepTheirVariate() throws IOException {
        Federation pair = plan().cohort(2);
        Variates first = Variates.after(1, pair);
        Variates second = Variates.after(2, pair);
        assertThat(first.own()).hasSize(2);
        assertThat(second.own().keySet()).containsAll(first.own().keySet());
        Run run = pair.train(softmax(), HOSPITALS);
        first.own().forEach((party, own) -> {
            boolean again = run.rounds().get(1).parties().stream()
                    .anyMatch(result -> result.party().index() == party);
            boolean same = second.own().get(party).fingerprint().equals(own.fingerprint());
            assertThat(same)
                    .as("party %d, which took part again: %s", party, again)
                    .isEqualTo(!again);
        });
    }

    @Test
    void onlyItsOwnVectorTakesThePlainMean() {
        assertThat(scaffold().combine("control")).isEqualTo(Combine.PLAIN_MEAN);
        assertThat(scaffold().combine("someone else's")).isEqualTo(Combine.AS_DELTA);
    }

    @Test
    void bothVectorsAreInTheLedgerAndTwiceTheBytesInTheTable() {
        Run one = plan().client(localSgd(0.1)).train(softmax(), HOSPITALS);
        Run two = plan().client(scaffold()).train(softmax(), HOSPITALS);
        assertThat(two.ledger().stringColumn("what").asList())
                .filteredOn(what -> what.startsWith("update"))
                .isNotEmpty()
                .containsOnly("update: control, " + Update.DELTA + ", row count, losses");
        long numbers = 4L * softmax().layout(HOSPITALS.shape()).length();
        long name = 1 + "control".length() + 4;
        for (String way : new String[] {"bytes up", "bytes down"}) {
            for (int round = 0; round < 6; round++) {
                assertThat(two.table().longColumn(way).get(round)
                                - one.table().longColumn(way).get(round))
                        .isEqualTo(5 * (numbers + name));
            }
        }
    }

    @Test
    void momentumIsRefused() {
        assertThatThrownBy(() -> plan().client(scaffold().momentum(0.9)).train(softmax(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage("scaffold().momentum(0.9) measures its variates in steps of plain SGD, but has momentum or"
                        + " weight decay; leave them out, or put momentum on the server:"
                        + " server(serverSgd(1).momentum(0.9))");
    }

    @Test
    void weightDecayIsRefused() {
        assertThatThrownBy(() -> plan().client(scaffold().weightDecay(0.01)).train(softmax(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("scaffold().weightDecay(0.01) measures its variates in steps of plain SGD, but"
                        + " has momentum or weight decay");
    }

    @Test
    void isRefusedWhereNothingIsToLeaveAParty() {
        assertThatThrownBy(() -> local().client(scaffold()).train(softmax(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage("scaffold() shares its variates, but in local() nothing leaves a party; use"
                        + " localSgd(0.1), or federation()");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void givesTheSameBitsOnAnyNumberOfThreadsAndByBytes(int cohort) {
        Federation plan = plan().cohort(cohort);
        String one = plan.on(threads(1)).train(softmax(), HOSPITALS).fingerprint();
        for (Engine engine : new Engine[] {threads(2), loopback()}) {
            assertThat(plan.on(engine).train(softmax(), HOSPITALS).fingerprint())
                    .as(engine.toString())
                    .isEqualTo(one);
        }
        assertThat(plan.client(localSgd(0.1).epochs(2))
                        .train(softmax(), HOSPITALS)
                        .fingerprint())
                .isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void goesOnFromACheckpointToTheSameBits(int stop) {
        Federation plan = plan().cohort(3);
        Run whole = plan.train(softmax(), HOSPITALS);
        String path = folder.resolve("mine").toString();
        GoesOn.toTheSameBits(plan, HOSPITALS, path, stop, whole);
    }
}
