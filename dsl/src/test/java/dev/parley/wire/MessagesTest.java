package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cases;
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
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Messages as bytes and back: nothing is lost, and what is counted is what is sent. */
class MessagesTest {
    private static final Layout MODEL =
            Layout.empty().then("weight", 3, 2).then("mean", Role.STATISTIC, 2).then("filter", Role.FROZEN, 1);
    private static final Member MEMBER = new Member(3, "party-4", 120);
    private static final Messages MESSAGES = new Messages(new Float32(), MODEL);
    private static final Broadcast HELLO = new Broadcast(new Turn(2, 7, Turn.TRAIN, true), new Seed(-5), Payload.EMPTY);
    private static final Update ANSWER = new Update(MEMBER, 120, Payload.EMPTY, new Work(1L << 40, 9, 0.5, 0.25));

    private static ParamVector vector(Layout layout, UniformRandomProvider random) {
        return ParamVector.of(layout, Cases.floats(random, layout.length(), 1e3));
    }

    /** Any number of each kind, of lengths around those that are worked on at once. */
    private static Payload draw(UniformRandomProvider random) {
        int[] lengths = {0, 1, 9, 4095, 4096, 4097, 10_000};
        Payload payload = Payload.EMPTY;
        for (int i = random.nextInt(4); i > 0; i--) {
            int length = lengths[random.nextInt(lengths.length)];
            Layout layout = length == MODEL.length() ? MODEL : Layout.empty().then("values", length);
            payload = payload.and("vector " + random.nextInt(9), vector(layout, random));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            payload = payload.and("number " + random.nextInt(9), random.nextDouble() - 0.5);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] some = new byte[random.nextInt(300)];
            random.nextBytes(some);
            payload = payload.and("bytes " + random.nextInt(9), some);
        }
        return payload;
    }

    private static void assertSame(Payload actual, Payload expected) {
        assertThat(actual.vectors().keySet()).isEqualTo(expected.vectors().keySet());
        expected.vectors().forEach((name, vector) -> {
            assertThat(actual.vector(name).fingerprint()).isEqualTo(vector.fingerprint());
            assertThat(actual.vector(name).layout()).isEqualTo(vector.layout());
        });
        assertThat(actual.numbers()).isEqualTo(expected.numbers());
        assertThat(actual.bytes().keySet()).isEqualTo(expected.bytes().keySet());
        expected.bytes().forEach((name, some) -> assertThat(actual.bytes(name)).isEqualTo(some));
    }

    private static void assertTravels(Broadcast sent) {
        byte[] bytes = MESSAGES.encode(sent);
        assertThat(MESSAGES.size(sent)).isEqualTo(bytes.length);
        Broadcast come = MESSAGES.broadcast(bytes);
        assertThat(come.turn()).isEqualTo(sent.turn());
        assertThat(come.seed()).isEqualTo(sent.seed());
        assertSame(come.payload(), sent.payload());
    }

    private static void assertTravels(Update sent) {
        byte[] bytes = MESSAGES.encode(sent);
        assertThat(MESSAGES.size(sent)).isEqualTo(bytes.length);
        Update come = MESSAGES.update(bytes, MEMBER);
        assertThat(come.from()).isEqualTo(MEMBER);
        assertThat(come.examples()).isEqualTo(sent.examples());
        assertThat(come.work()).isEqualTo(sent.work());
        assertSame(come.payload(), sent.payload());
    }

    @TestFactory
    Stream<DynamicTest> anyMessageTravelsAsItIsAndIsCountedRightly() {
        return Cases.of(60, random -> {
            Payload payload = draw(random);
            assertTravels(HELLO.carrying(payload));
            assertTravels(ANSWER.carrying(payload));
            assertThat(MESSAGES.size(payload)).isEqualTo(MESSAGES.size(ANSWER.carrying(payload)) - 32);
        });
    }

    @Test
    void emptyOnesTravelToo() {
        assertTravels(HELLO);
        assertTravels(ANSWER);
        assertThat(MESSAGES.size(HELLO)).isEqualTo(18 + "train".length() + 6);
        assertThat(MESSAGES.size(ANSWER)).isEqualTo(32 + 6);
        assertTravels(ANSWER.and("no numbers", ParamVector.zeros(Layout.empty().then("values", 0)))
                .carrying(Payload.EMPTY.and("no bytes", new byte[0])));
    }

    @Test
    void headsOfAllKindsTravel() {
        for (String step : new String[] {"", Turn.SCORE, "a step of somebody's own", "步骤"}) {
            for (boolean evaluated : new boolean[] {true, false}) {
                Turn turn = new Turn(Integer.MAX_VALUE, 0, step, evaluated);
                assertTravels(new Broadcast(turn, new Seed(Long.MIN_VALUE), Payload.EMPTY.and("名字", 1)));
            }
        }
        assertTravels(new Update(MEMBER, 0, Payload.EMPTY, Work.NONE));
    }

    @Test
    void oddNumbersTravelToTheBit() {
        ParamVector odd = ParamVector.of(MODEL, new float[] {
            Float.NaN,
            Float.intBitsToFloat(0x7fc12345),
            Float.NEGATIVE_INFINITY,
            -0f,
            0f,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            1,
            -1
        });
        assertTravels(ANSWER.and(Update.DELTA, odd));
        assertTravels(ANSWER.and("nan", Double.NaN)
                .and("zero", -0.0)
                .and("small", Double.MIN_VALUE)
                .and("infinite", Double.POSITIVE_INFINITY));
    }

    @Test
    void aVectorOfTheModelsLengthHasItsArraysAndAnyOtherIsOne() {
        UniformRandomProvider random = new Seed(1).random();
        Layout other = Layout.empty().then("a", 2).then("b", 3);
        Update come = MESSAGES.update(
                MESSAGES.encode(ANSWER.and(Update.DELTA, vector(MODEL, random)).and("other", vector(other, random))),
                MEMBER);
        assertThat(come.delta().layout()).isEqualTo(MODEL);
        assertThat(come.vector("other").layout()).isEqualTo(Layout.empty().then("values", 5));
    }

    @Test
    void whatIsTornOrTooLongIsRefused() {
        UniformRandomProvider random = new Seed(1).random();
        Payload payload =
                Payload.of(Update.DELTA, vector(MODEL, random)).and("n", 1).and("b", new byte[5]);
        byte[] down = MESSAGES.encode(HELLO.carrying(payload));
        byte[] up = MESSAGES.encode(ANSWER.carrying(payload));
        for (int length = 0; length < down.length; length++) {
            byte[] torn = Arrays.copyOf(down, length);
            assertThatThrownBy(() -> MESSAGES.broadcast(torn)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int length = 0; length < up.length; length++) {
            byte[] torn = Arrays.copyOf(up, length);
            assertThatThrownBy(() -> MESSAGES.update(torn, MEMBER)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> MESSAGES.broadcast(Arrays.copyOf(down, down.length + 3)))
                .hasMessage("the payload has 3 bytes too many");
        assertThatThrownBy(() -> MESSAGES.update(Arrays.copyOf(up, up.length + 1), MEMBER))
                .hasMessage("the payload has 1 bytes too many");
    }

    @Test
    void aLengthThatIsNotThereIsRefusedBeforeItsMemoryIsTaken() {
        byte[] up = MESSAGES.encode(ANSWER.and("v", ParamVector.zeros(MODEL)));
        int at = 32 + 2 + 1 + 1; // the head, the count of vectors, and the name behind its length
        for (int length : new int[] {-1, Integer.MAX_VALUE, 11}) {
            byte[] wrong = up.clone();
            for (int i = 0; i < 4; i++) {
                wrong[at + i] = (byte) (length >> (8 * i));
            }
            assertThatThrownBy(() -> MESSAGES.update(wrong, MEMBER))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the payload says " + length + " where 10 are left");
        }
    }

    @Test
    void namesThatDoNotFitAreRefusedAndNotCut() {
        String fits = "n".repeat(255);
        assertTravels(ANSWER.and(fits, 1));
        assertTravels(new Broadcast(HELLO.turn().step(fits), new Seed(1), Payload.EMPTY));
        assertThatThrownBy(() -> MESSAGES.encode(ANSWER.and(fits + "n", 1)))
                .hasMessage("the name '" + fits + "n' has 256 bytes, but a payload's names have at most 255; choose a"
                        + " shorter one");
        assertThatThrownBy(
                        () -> MESSAGES.encode(new Broadcast(HELLO.turn().step(fits + "n"), new Seed(1), Payload.EMPTY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the step '" + fits + "n' has 256 bytes, but a step's name has at most 255; choose a"
                        + " shorter one");
    }

    @Test
    void moreThanCanBeCountedIsRefused() {
        SortedMap<String, Double> numbers = new TreeMap<>();
        IntStream.range(0, 65_536).forEach(i -> numbers.put("n" + i, 1.0));
        Payload many = new Payload(new TreeMap<>(), numbers, new TreeMap<>());
        assertThatThrownBy(() -> MESSAGES.encode(ANSWER.carrying(many)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the payload has 65536 numbers, but at most 65535 are sent; put many into one vector");
    }
}
