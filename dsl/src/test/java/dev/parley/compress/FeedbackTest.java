package dev.parley.compress;

import static dev.parley.Attacks.*;
import static dev.parley.Compression.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.clip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.engine.loopback.Ear;
import dev.parley.engine.loopback.Loopback;
import dev.parley.fault.PartyException;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import dev.parley.result.PartyResult;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is lost is remembered; what arrives is what was sent, or is refused. */
class FeedbackTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(5, dirichlet(0.5));
    private static final int D = 31;

    /** Sends numbers that are known, and fails once where it is to. */
    private record Known(AtomicBoolean fails) implements ClientAlgorithm {
        static float[] delta(int party, int round) {
            return Cases.floats(new Seed(party).at("round", round).random(), D, 2);
        }

        @Override
        public Update train(Broadcast from, PartySide here) {
            if (here.member().index() == 3 && from.round() == 4 && fails.getAndSet(false)) {
                throw new IllegalStateException("no power");
            }
            float[] delta = delta(here.member().index(), from.round());
            Layout layout = from.params().layout();
            return new Update(here.member(), 10, Payload.of(Update.DELTA, ParamVector.of(layout, delta)), Work.NONE);
        }
    }

    /** What arrived of each party, by round. */
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

    /** The k largest of u, worked out by sorting. */
    private static float[] largest(float[] u, int k) {
        int[] order = IntStream.range(0, u.length)
                .boxed()
                .sorted((a, b) -> Float.compare(Math.abs(u[b]), Math.abs(u[a])))
                .limit(k)
                .mapToInt(i -> i)
                .toArray();
        float[] made = new float[u.length];
        for (int place : order) {
            made[place] = u[place];
        }
        return made;
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
                    all.values().stream().map(FeedbackTest::places).toList();
            assertThat(places.stream().distinct()).hasSize(1);
            assertThat(places.get(0)).hasSize(6);
            rounds.add(places.get(0));
        });
        assertThat(rounds.stream().distinct()).hasSizeGreaterThan(6);
        var own = sent(federation().compress(randomK(0.2)), false);
        assertThat(own.get(1).values().stream().map(FeedbackTest::places).distinct())
                .hasSize(4);
    }

    private static List<Integer> places(float[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] != 0)
                .boxed()
                .toList();
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

    /** Changes a byte of what one party sends in a round. */
    private record Meddler(int party, int round, int at) implements Ear {
        @Override
        public void up(Turn turn, Member from, byte[] bytes) {
            if (from.index() == party && turn.round() == round && turn.step().equals(Turn.TRAIN)) {
                // the delta's bytes stand at the end of a message
                bytes[bytes.length - 1 - at] ^= 16;
            }
        }
    }

    @Test
    void bytesThatWereChangedAreAFailureOfTheirPartyAndNeverInTheSum() {
        Run whole = federation().rounds(1).compress(quantize(6)).train(logistic(), HOSPITALS);
        PartyResult second = whole.rounds().get(0).parties().get(1);
        int bytes = (int) second.bytesUp() - 60;
        assertThat(bytes).isGreaterThan(15);
        for (int at = 0; at < bytes; at++) {
            List<Integer> summed = new ArrayList<>();
            Federation plan = federation()
                    .rounds(1)
                    .minParties(4)
                    .compress(quantize(6))
                    .aggregate(updates -> {
                        updates.forEach(one -> summed.add(one.from().index()));
                        return updates.mean();
                    });
            Run run = plan.on(new Loopback(2, new Meddler(1, 1, at))).train(logistic(), HOSPITALS);
            assertThat(summed).containsExactly(0, 2, 3, 4);
            assertThat(run.rounds().get(0).parties().get(1).error())
                    .startsWith("party-2 failed in round 1 while training: its update was refused: the ")
                    .endsWith(" bytes of a compressed vector are not as they were sent: their checksum is another");
        }
        assertThatThrownBy(() -> federation()
                        .rounds(3)
                        .compress(topK(0.1))
                        .on(new Loopback(2, new Meddler(1, 2, 3)))
                        .train(logistic(), HOSPITALS))
                .isInstanceOf(PartyException.class)
                .hasMessageContaining("party-2 failed in round 2 while training: its update was refused");
        assertThat(lastRun().rounds()).hasSize(1);
    }

    private static List<float[]> arrived(Federation plan) {
        List<float[]> all = new ArrayList<>();
        plan.rounds(1)
                .aggregate(updates -> {
                    updates.forEach(one -> all.add(one.delta().toArray()));
                    return updates.mean();
                })
                .train(logistic(), HOSPITALS);
        return all;
    }

    @Test
    void attackersAreCompressedLikeAnybody() {
        List<float[]> honest = arrived(federation());
        List<float[]> few = arrived(federation().compress(topK(0.1)));
        List<float[]> flipped = arrived(federation().compress(topK(0.1)).attack(signFlip(3), "party-2"));
        float[] sent = largest(honest.get(1), 3);
        for (int i = 0; i < D; i++) {
            assertThat(flipped.get(1)[i]).isEqualTo(-3 * sent[i]);
        }
        assertThat(flipped.get(0)).isEqualTo(few.get(0));
        // those who know the others see what the coordinator sees, and send no more numbers than anybody
        List<float[]> known = arrived(federation().compress(topK(0.1)).attack(littleIsEnough(), "party-2", "party-4"));
        assertThat(places(known.get(1))).hasSizeBetween(1, 3);
        assertThat(known.get(1)).isEqualTo(known.get(3)).isNotEqualTo(few.get(1));
        assertThat(known.get(2)).isEqualTo(few.get(2));
        List<float[]> halves = arrived(federation().compress(float16()).attack(innerProduct(0.7), "party-2"));
        for (float value : halves.get(1)) {
            assertThat(Half.value(Half.of(value))).isEqualTo(value);
        }
    }

    @Test
    void attacksComeToTheSameBitsByBytesAndAfterAStop() {
        for (Compressor how : List.of(topK(0.1), randomK(0.3).sharedPlaces(), quantize(4))) {
            Federation plan = federation()
                    .rounds(3)
                    .compress(how)
                    .attack(littleIsEnough(), share(0.4))
                    .filter(clip(1));
            Run run = plan.on(threads(1)).train(logistic(), HOSPITALS);
            assertThat(plan.on(loopback()).train(logistic(), HOSPITALS).fingerprint())
                    .isEqualTo(run.fingerprint());
            Run stopped = plan.onRound(r -> {
                        if (r.round() == 1) {
                            r.stop();
                        }
                    })
                    .train(logistic(), HOSPITALS);
            assertThat(stopped.resume().fingerprint()).isEqualTo(run.fingerprint());
        }
    }

    @Test
    void clipBoundsWhatArrives() {
        Federation plan = federation().rounds(6).filter(clip(0.05)).compress(topK(0.1));
        List<Double> norms = new ArrayList<>();
        Run run = plan.aggregate(updates -> {
                    updates.forEach(one -> norms.add(one.delta().norm()));
                    return updates.mean();
                })
                .train(logistic(), HOSPITALS);
        assertThat(norms).hasSize(30).allMatch(norm -> norm <= 0.05 + 1e-6);
        // the table has the norm of what was sent, before it was bounded again
        assertThat(run.partyTable().doubleColumn("delta norm").max()).isGreaterThan(0.06);
    }

    @Test
    void anUpdateThatIsNotFiniteIsRefusedInTheUsualWords() {
        Federation wild = federation().rounds(3).client(new Broken());
        assertThat(message(wild)).contains("its update holds NaN or infinite numbers; lower the learning rate");
        for (Compressor how : List.of(topK(0.1), float16(), quantize(8), signs(), rotated(quantize(4)))) {
            assertThat(message(wild.compress(how)))
                    .contains("party-1 failed in round 2 while training: its update holds NaN or infinite numbers");
        }
    }

    /** Sends what is no number in the second round. */
    private record Broken() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            float[] delta = Known.delta(here.member().index(), from.round());
            delta[7] = from.round() == 2 ? Float.NaN : 0;
            return new Update(
                    here.member(),
                    10,
                    Payload.of(Update.DELTA, ParamVector.of(from.params().layout(), delta)),
                    Work.NONE);
        }
    }

    private static String message(Federation plan) {
        try {
            plan.train(logistic(), HOSPITALS);
        } catch (RuntimeException failed) {
            return String.valueOf(failed.getMessage());
        }
        return "nothing";
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

    @Test
    void whatIsNoCompressionIsRefused() {
        refused(
                "topK(share) needs a share above 0 and at most 1, but 0 was given; take one such as 0.01",
                () -> topK(0));
        refused(
                "randomK(share) needs a share above 0 and at most 1, but 1.5 was given; take one such as 0.01",
                () -> randomK(1.5));
        refused(
                "ternary(share) needs a share above 0 and at most 1, but NaN was given; take one such as 0.01",
                () -> ternary(Double.NaN));
        refused(
                "quantize(bits) needs 2 to 16 bits, but 1 was given; take 8, or signs() for one bit",
                () -> quantize(1));
        refused(
                "quantize(bits) needs 2 to 16 bits, but 32 was given; take 8, or float16() for 16 bits",
                () -> quantize(32));
        refused(
                "quantize(bits).bucket(n) needs at least 1, but 0 was given; take 1 or more",
                () -> quantize(4).bucket(0));
        assertThat(federation()
                        .compress(topK(0.01).values(quantize(8).byRange()))
                        .compressDown(float16()))
                .hasToString("federation().compress(topK(0.01).values(quantize(8).byRange())).compressDown(float16())");
        assertThat(federation().compress(signs()).compress(ternary().withoutFeedback()))
                .hasToString("federation().compress(ternary(0.01).withoutFeedback())");
        assertThat(rotated(quantize(4))).hasToString("rotated(quantize(4).byRange())");
        assertThat(randomK(0.5).sharedPlaces()).hasToString("randomK(0.5).sharedPlaces()");
        assertThat(quantize(4).bucket(64)).hasToString("quantize(4).bucket(64)");
    }

    private static void refused(String message, Runnable asked) {
        assertThatThrownBy(asked::run).isInstanceOf(PlanException.class).hasMessage(message);
    }
}
