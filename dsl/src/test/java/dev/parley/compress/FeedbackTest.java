package dev.parley.compress;

import static dev.parley.Attacks.*;
import static dev.parley.Compression.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.compress.KnownDeltas.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.fault.PartyException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.Layout;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Lost numbers are remembered and sent later, and all parties share what they should. */
class FeedbackTest {
    /** Updates that arrived of each party, by round. */
    private static Map<Integer, Map<Integer, float[]>> sent(Federation plan, boolean fails) {
        Map<Integer, Map<Integer, float[]>> sent = new TreeMap<>();
        int[] round = {0};
        Federation seen = plan.rounds(8)
                .cohort(4)
                .client(new Known(new AtomicBoolean(fails)))
                .listen(event -> round[0] =
                        event instanceof dev.parley.result.RoundEvent.RoundBegun begun ? begun.round() : round[0])
                .aggregate(updates -> {
                    Map<Integer, float[]> now = new HashMap<>();
                    updates.forEach(
                            one -> now.put(one.from().index(), one.delta().toArray()));
                    sent.put(round[0], now);
                    return updates.mean();
                });
        if (fails) {
            assertThatThrownBy(() -> seen.train(logistic(), HOSPITALS)).isInstanceOf(PartyException.class);
            assertThat(lastRun().rounds()).hasSize(3);
            lastRun().resume();
        } else {
            seen.train(logistic(), HOSPITALS);
        }
        return sent;
    }

    @Test
    void whatWasSentIsWhatWasLearnedLessTheLastErrorThroughAbsenceAndFailure() {
        for (boolean fails : new boolean[] {false, true}) {
            var sent = sent(federation().compress(topK(0.1)), fails);
            assertThat(sent).hasSize(8);
            boolean absent = false;
            for (int party = 0; party < 5; party++) {
                float[] error = new float[D];
                double[] learned = new double[D];
                double[] came = new double[D];
                for (int round = 1; round <= 8; round++) {
                    float[] arrived = sent.get(round).get(party);
                    if (arrived == null) {
                        absent = true;
                        continue;
                    }
                    float[] delta = Known.delta(party, round);
                    for (int i = 0; i < D; i++) {
                        learned[i] += delta[i];
                        error[i] += delta[i];
                    }
                    float[] expected = largest(error, 3);
                    assertThat(arrived).as("party %s in round %s", party, round).isEqualTo(expected);
                    for (int i = 0; i < D; i++) {
                        came[i] += arrived[i];
                        error[i] -= expected[i];
                    }
                }
                for (int i = 0; i < D; i++) {
                    assertThat(came[i]).isCloseTo(learned[i] - error[i], within(1e-5));
                }
            }
            assertThat(absent).isTrue();
        }
    }

    @Test
    void everyCompressorThatRemembersSendsWhatItOwes() {
        int[] ends = {D - 1, D};
        for (Compressor how : List.of(topK(0.2).values(float16()), signs(), ternary(0.1))) {
            var sent = sent(federation().compress(how), true);
            for (int party = 0; party < 5; party++) {
                float[] error = new float[D];
                for (int round = 1; round <= 8; round++) {
                    float[] arrived = sent.get(round).get(party);
                    float[] delta = Known.delta(party, round);
                    for (int i = 0; arrived != null && i < D; i++) {
                        error[i] += delta[i];
                    }
                    if (arrived != null) {
                        assertThat(arrived)
                                .as("%s of party %s in round %s", how, party, round)
                                .isEqualTo(Passed.by(how, error, ends, new Seed(1)));
                        error = Passed.gap(error, arrived);
                    }
                }
            }
        }
    }

    @Test
    void withoutFeedbackEachRoundStandsAlone() {
        var sent = sent(federation().compress(topK(0.1).withoutFeedback()), false);
        sent.forEach((round, all) ->
                all.forEach((party, arrived) -> assertThat(arrived).isEqualTo(largest(Known.delta(party, round), 3))));
    }

    @Test
    void allPartiesOfARoundShareTheirPlaces() {
        var shared = sent(federation().compress(randomK(0.2).sharedPlaces()), false);
        List<List<Integer>> rounds = new ArrayList<>();
        shared.forEach((round, all) -> {
            List<List<Integer>> places =
                    all.values().stream().map(KnownDeltas::places).toList();
            assertThat(places.stream().distinct()).hasSize(1);
            assertThat(places.get(0)).hasSize(6);
            rounds.add(places.get(0));
        });
        assertThat(rounds.stream().distinct()).hasSizeGreaterThan(6);
        var own = sent(federation().compress(randomK(0.2)), false);
        assertThat(own.get(1).values().stream().map(KnownDeltas::places).distinct())
                .hasSize(4);
    }

    @Test
    void statisticsTravelAsTheyAre() {
        var layers = sequential(dense(4), batchNorm(), relu(), dense());
        List<float[]> plain = new ArrayList<>();
        List<float[]> few = new ArrayList<>();
        Layout[] layout = new Layout[1];
        for (boolean compressed : new boolean[] {false, true}) {
            Federation plan = federation().rounds(1).aggregate(updates -> {
                updates.forEach(
                        one -> (compressed ? few : plain).add(one.delta().toArray()));
                layout[0] = updates.list().get(0).delta().layout();
                return updates.mean();
            });
            (compressed ? plan.compress(topK(0.05)) : plan).train(layers, HOSPITALS);
        }
        int statistics = 0;
        int learned = 0;
        for (Layout.Slot slot : layout[0].slots()) {
            for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
                if (slot.role() == Role.STATISTIC) {
                    assertThat(few.get(0)[i]).isEqualTo(plain.get(0)[i]);
                    statistics += few.get(0)[i] == 0 ? 0 : 1;
                } else {
                    learned += few.get(0)[i] == 0 ? 0 : 1;
                }
            }
        }
        assertThat(statistics).isEqualTo(8);
        assertThat(learned).isEqualTo(7);
    }

    @Test
    void downwardAllPartiesTrainFromTheSameLessExactParameters() {
        List<String> seen = new ArrayList<>();
        Map<Integer, List<float[]>> starts = new TreeMap<>();
        Federation plan = federation().rounds(3).client(new Looks(starts));
        plan.compressDown(quantize(4)).on(threads(2)).train(mlp(6), HOSPITALS);
        starts.forEach((round, all) -> {
            assertThat(all).hasSize(5);
            all.forEach(each -> assertThat(each).isEqualTo(all.get(0)));
            seen.add(Arrays.toString(all.get(0)));
        });
        assertThat(seen.stream().distinct()).hasSize(3);
        Run halves = federation().rounds(3).compressDown(float16()).train(mlp(6), HOSPITALS);
        Run plain = federation().rounds(3).train(mlp(6), HOSPITALS);
        assertThat(halves.rounds().get(0).bytesDown())
                .isBetween(
                        plain.rounds().get(0).bytesDown() / 2,
                        plain.rounds().get(0).bytesDown() / 2 + 5 * 60);
        assertThat(halves.loss()).isCloseTo(plain.loss(), within(0.02)).isNotEqualTo(plain.loss());
        assertThat(halves.rounds().get(0).bytesUp())
                .isEqualTo(plain.rounds().get(0).bytesUp());
    }

    /** Notes the parameters that it was sent. */
    private record Looks(Map<Integer, List<float[]>> starts) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            synchronized (starts) {
                starts.computeIfAbsent(from.round(), round -> new ArrayList<>())
                        .add(from.params().toArray());
            }
            return localSgd(0.1).train(from, here);
        }
    }
}
