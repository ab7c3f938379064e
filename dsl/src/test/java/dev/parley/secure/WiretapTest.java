package dev.parley.secure;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.softmax;
import static dev.parley.Parley.weightedMean;
import static dev.parley.Partitions.quantitySkew;
import static dev.parley.Sums.secure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.aggregate.Mean;
import dev.parley.aggregate.Named;
import dev.parley.data.Parties;
import dev.parley.engine.loopback.Ear;
import dev.parley.engine.loopback.Loopback;
import dev.parley.example.Party;
import dev.parley.filter.Memory;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.result.PartyResult;
import dev.parley.run.Run;
import dev.parley.wire.Float32;
import dev.parley.wire.Messages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Somebody who hears all messages, and holds the secrets of some parties, learns sums and nothing of the others. */
class WiretapTest {
    private static final Parties EIGHT = dataset("digits").split(8, quantitySkew(1));

    /** All that parties send after round 0. */
    private static final class Tap implements Ear {
        @SuppressWarnings("ArrayRecordComponent")
        record Message(Turn turn, Member from, byte[] bytes) {}

        final List<Message> up = new CopyOnWriteArrayList<>();

        @Override
        public void up(Turn turn, Member from, byte[] bytes) {
            if (turn.round() > 0) {
                up.add(new Message(turn, from, bytes.clone()));
            }
        }
    }

    private static Tap tapped(dev.parley.Federation plan) {
        Tap tap = new Tap();
        plan.on(new Loopback(2, tap)).train(softmax(), EIGHT);
        assertThat(tap.up).isNotEmpty();
        return tap;
    }

    /** Updates that the same parties send in the open in the first round, with norms and losses. */
    private static Map<String, List<Update>> open = new HashMap<>();

    private static List<Update> updates() {
        return open.computeIfAbsent("updates", key -> {
            List<Update> kept = new ArrayList<>();
            federation()
                    .rounds(1)
                    .aggregate(new Named("keeping", updates -> {
                        updates.forEach(update -> kept.add(update.carrying(
                                Payload.of(Update.DELTA, update.delta().copy()))));
                        return updates.mean();
                    }))
                    .train(softmax(), EIGHT);
            return kept;
        });
    }

    @Test
    void noPlainUpdateCountLossOrNormIsInAnyMessage() {
        Run plain = federation().rounds(1).aggregate(mean()).train(softmax(), EIGHT);
        List<PartyResult> results = plain.rounds().get(0).parties();
        for (var rule : List.of(mean(), weightedMean())) {
            Tap tap = tapped(federation().rounds(1).aggregate(secure(rule)));
            assertThat(tap.up).hasSize(4 * 8);
            for (Tap.Message message : tap.up) {
                for (int party = 0; party < 8; party++) {
                    float[] delta = updates().get(party).delta().toArray();
                    for (int at = 0; at + 3 < delta.length; at += 3) {
                        if (delta[at] != 0 && delta[at + 1] != 0) {
                            assertThat(holds(message.bytes(), floats(delta[at], delta[at + 1])))
                                    .isFalse();
                        }
                    }
                    PartyResult result = results.get(party);
                    for (double number : new double[] {
                        result.deltaNorm(),
                        result.lossBefore(),
                        result.lossAfter(),
                        updates().get(party).delta().norm()
                    }) {
                        assertThat(holds(message.bytes(), doubles(number))).isFalse();
                    }
                }
            }
        }
    }

    /** The search finds what it looks for where it is in the open. */
    @Test
    void theSameIsHeardInTheOpen() {
        Tap tap = tapped(federation().rounds(1).aggregate(mean()));
        float[] delta = updates().get(3).delta().toArray();
        int at = 0;
        while (delta[at] == 0 || delta[at + 1] == 0) {
            at++;
        }
        byte[] two = floats(delta[at], delta[at + 1]);
        assertThat(tap.up).anyMatch(message -> holds(message.bytes(), two));
    }

    @Test
    void whatIsAroundAMessageIsTheSameOfAllParties() {
        Layout layout = softmax().layout(EIGHT.shape());
        Messages messages = new Messages(new Float32(), layout);
        Tap tap = tapped(federation().rounds(2).aggregate(secure(weightedMean())));
        Map<String, Integer> lengths = new TreeMap<>();
        for (Tap.Message message : tap.up) {
            Update update = messages.update(message.bytes(), message.from());
            assertThat(update.examples()).isZero();
            assertThat(update.work()).isEqualTo(Work.NONE);
            assertThat(update.payload().vectors()).isEmpty();
            assertThat(update.payload().numbers()).isEmpty();
            assertThat(update.payload().bytes()).hasSize(1);
            assertThat(update.payload().bytes().keySet())
                    .isSubsetOf(SumRound.CARD, SumRound.LETTERS, MaskedVector.NAME, SumRound.OPENED);
            Integer before = lengths.put(message.turn().step(), message.bytes().length);
            assertThat(before == null || before == message.bytes().length).isTrue();
        }
        assertThat(lengths).containsOnlyKeys("keys", "shares", "train", "unmask");
        assertThat(EIGHT.all().stream().map(Party::size).distinct().count()).isGreaterThan(4);
    }

    /**
     * Half of all bits of 8 parties' masked vectors are set; the false alarm at five deviations is below 1 in a
     * million.
     */
    @Test
    void maskedVectorsLookLikeNoise() {
        Tap tap = tapped(federation().rounds(1).aggregate(secure(mean())));
        long ones = 0;
        long bits = 0;
        for (Tap.Message message : tap.up) {
            if (message.turn().step().equals(Turn.TRAIN)) {
                byte[] middle = Arrays.copyOfRange(message.bytes(), 200, message.bytes().length - 8);
                for (byte each : middle) {
                    ones += Integer.bitCount(Byte.toUnsignedInt(each));
                    bits += 8;
                }
            }
        }
        assertThat(bits).isGreaterThan(100_000);
        assertThat((double) ones).isCloseTo(bits / 2.0, within(2.5 * Math.sqrt(bits)));
    }

    /**
     * All messages, and what t - 1 parties hold, do not give the mask of a survivor: its mask key needs one share more, and
     * the opened seed takes one mask away of two or more.
     */
    @Test
    void oneFewerThanTheThresholdOpensNoMaskOfASurvivor() {
        SumWalk walk = new SumWalk(new Secure(new Mean()), 7, 30).fill(new Random(4), 1);
        walk.leaves[6] = 2;
        List<Integer> colluding = List.of(0, 1, 2, 3);
        Map<Integer, byte[]> masked = new HashMap<>();
        Map<Integer, Map<Integer, byte[]>> held = new HashMap<>();
        Map<Integer, Map<Integer, byte[]>> opened = new HashMap<>();
        Map<Integer, KeyCard> cards = new HashMap<>();
        walk.way = new SumWalk.Way() {
            @Override
            public Payload down(String step, Member to, Payload message) {
                if (step.equals(Masked.UNMASK)) {
                    Memory secrets = walk.parties.get(to.index()).secrets();
                    for (int of = 0; of < 7; of++) {
                        held.computeIfAbsent(of, first -> new HashMap<>())
                                .put(to.index(), secrets.bytes("held " + of).orElseThrow());
                    }
                }
                return message;
            }

            @Override
            public Payload up(String step, Member from, Payload message) {
                switch (step) {
                    case Masked.KEYS -> cards.put(from.index(), KeyCard.read(message.bytes(SumRound.CARD)));
                    case Turn.TRAIN -> masked.put(from.index(), message.bytes(MaskedVector.NAME));
                    case Masked.UNMASK ->
                        Openings.read(message.bytes(SumRound.OPENED))
                                .forEach((of, share) -> opened.computeIfAbsent(of, first -> new TreeMap<>())
                                        .put(from.index() + 1, share));
                    default -> {}
                }
                return message;
            }
        };
        walk.open();
        assertThat(walk.sum.opening(7)).isEqualTo(colluding.size() + 1);
        int survivor = 5;
        // the seed of its own mask was opened by the protocol itself, as it has to be
        byte[] seed = Shamir.join(new TreeMap<>(opened.getOrDefault(survivor, Map.of())));
        assertThat(KeyCard.commitment(seed)).isEqualTo(card(cards, survivor).commitment());
        // its mask key: shares of the colluding alone, no others were sent
        Map<Integer, byte[]> shares = new TreeMap<>();
        for (int party : colluding) {
            shares.put(
                    party + 1, Shares.mask(held.getOrDefault(survivor, Map.of()).getOrDefault(party, new byte[80])));
        }
        assertThat(isMaskKey(shares, card(cards, survivor))).isFalse();
        // with one share more it would be
        shares.put(5, Shares.mask(held.getOrDefault(survivor, Map.of()).getOrDefault(4, new byte[80])));
        assertThat(isMaskKey(shares, card(cards, survivor))).isTrue();
        // the party that left had its mask key opened, and not its seed
        Map<Integer, byte[]> left = new TreeMap<>(opened.getOrDefault(6, Map.of()));
        assertThat(isMaskKey(left, card(cards, 6))).isTrue();
        Map<Integer, byte[]> seeds = new TreeMap<>();
        for (int party : colluding) {
            seeds.put(party + 1, Shares.seed(held.getOrDefault(6, Map.of()).getOrDefault(party, new byte[80])));
        }
        assertThatThrownBy(() -> {
                    byte[] joined = Shamir.join(seeds);
                    assertThat(KeyCard.commitment(joined))
                            .isEqualTo(card(cards, 6).commitment());
                })
                .isInstanceOfAny(AssertionError.class, Unreadable.class);
        // noise is still left after its own mask: the masks in common with others than the colluding
        MaskedVector vector = MaskedVector.of(new Update(
                walk.cohort().get(survivor),
                0,
                Payload.EMPTY.and(MaskedVector.NAME, masked.getOrDefault(survivor, new byte[0])),
                Work.NONE));
        RingVector numbers = vector.numbers();
        numbers.mask(new MaskStream().of(vector.sum().key(seed, "own mask", survivor)), false);
        RingVector plain = Encoded.of(walk.sum, walk.update(survivor), walk.parties.get(survivor), vector.sum(), 7)
                .numbers();
        assertThat(numbers.tail()[0]).isNotEqualTo(1);
        assertThat(numbers.at(0)).isNotEqualTo(plain.at(0));
    }

    private static KeyCard card(Map<Integer, KeyCard> cards, int party) {
        KeyCard card = cards.get(party);
        assertThat(card).isNotNull();
        return java.util.Objects.requireNonNull(card);
    }

    private static boolean isMaskKey(Map<Integer, byte[]> shares, KeyCard card) {
        try {
            return Arrays.equals(X25519.open(Shamir.join(shares)), card.mask());
        } catch (Unreadable none) {
            return false;
        }
    }

    @Test
    void secretsAreForgottenAsSoonAsTheyHaveBeenUsed() {
        SumWalk walk = new SumWalk(new Secure(new Mean()), 4, 8).fill(new Random(4), 1);
        List<byte[]> seeds = new ArrayList<>();
        walk.way = new SumWalk.Way() {
            @Override
            public Payload down(String step, Member to, Payload message) {
                if (step.equals(Masked.SHARES)) {
                    Memory secrets = walk.parties.get(to.index()).secrets();
                    for (String name : List.of("seed", "mask", "channel")) {
                        seeds.add(secrets.bytes(name).orElseThrow());
                    }
                }
                return message;
            }

            @Override
            public Payload up(String step, Member from, Payload message) {
                seeds.forEach(seed -> message.bytes()
                        .values()
                        .forEach(bytes -> assertThat(holds(bytes, seed)).isFalse()));
                return message;
            }
        };
        walk.open();
        assertThat(seeds).hasSize(12);
        for (PartyDouble party : walk.parties) {
            for (String name : List.of("seed", "mask", "channel", "agreed 0", "held 0", "held 1")) {
                assertThat(party.secrets().bytes(name).orElse(new byte[0]))
                        .as(name)
                        .isEmpty();
            }
        }
    }

    @Test
    void noSecretIsInACheckpointOrARunsFile() throws Exception {
        java.nio.file.Path folder = java.nio.file.Files.createTempDirectory("secure");
        java.nio.file.Path file = folder.resolve("run.json");
        Run run = federation().rounds(2).aggregate(secure(mean())).train(softmax(), EIGHT);
        dev.parley.Parley.save(run, file.toString());
        String text = java.nio.file.Files.readString(file);
        assertThat(text).contains("\"secure\"").doesNotContain("held", "agreed", "\"seed \"", "commitment");
        assertThat(dev.parley.Parley.replay(file.toString()).fingerprint()).isEqualTo(run.fingerprint());
    }

    private static byte[] floats(float... numbers) {
        ByteBuffer out = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float each : numbers) {
            out.putFloat(each);
        }
        return out.array();
    }

    private static byte[] doubles(double number) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(number)
                .array();
    }

    private static boolean holds(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (bytes[at] == part[0] && Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
