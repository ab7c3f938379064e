package dev.parley.compress;

import static dev.parley.Attacks.*;
import static dev.parley.Compression.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.clip;
import static dev.parley.compress.KnownDeltas.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.engine.loopback.Ear;
import dev.parley.engine.loopback.Loopback;
import dev.parley.fault.PartyException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.ParamVector;
import dev.parley.result.PartyResult;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compressed updates that attackers, clipping or a changed byte touch: they are bounded, sent alike, or refused. */
class HostileUpdatesTest {
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
}
