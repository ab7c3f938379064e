package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.filter.CoordinatorDouble;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
    private static final Layout MODEL = Layout.empty().then("w", 5000).then("b", 3);
    private static final Messages MESSAGES = new Messages(new Float32(), MODEL);
    private static final Member FROM = CoordinatorDouble.members(1).get(0);

    static Stream<Payload> payloads() {
        ParamVector one = ParamVector.zeros(MODEL);
        for (int i = 0; i < MODEL.length(); i++) {
            one.write(i, new float[] {(float) Math.sin(i)}, 0, 1);
        }
        ParamVector odd =
                ParamVector.of(Layout.empty().then("x", 4), new float[] {Float.MIN_VALUE, -0f, Float.MAX_VALUE, -1});
        return Stream.of(
                Payload.EMPTY,
                Payload.of(Update.DELTA, one),
                Payload.of(Update.DELTA, one).and("größe", odd).and("none", ParamVector.zeros(Layout.empty())),
                Payload.EMPTY.and("loss", Math.PI).and("nan", Double.NaN),
                Payload.EMPTY.and("bytes", new byte[] {1, -2, 3}).and("empty", new byte[0]),
                Payload.of(Update.DELTA, one).and("loss", -0.0).and("b", new byte[100]));
    }

    private static void same(Payload found, Payload sent) {
        assertThat(found.vectors().keySet()).isEqualTo(sent.vectors().keySet());
        sent.vectors()
                .forEach((name, vector) ->
                        assertThat(found.vector(name).toArray()).isEqualTo(vector.toArray()));
        assertThat(found.numbers()).isEqualTo(sent.numbers());
        assertThat(found.bytes().keySet()).isEqualTo(sent.bytes().keySet());
        sent.bytes().forEach((name, bytes) -> assertThat(found.bytes(name)).isEqualTo(bytes));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void updatesComeBackAndAreAsLongAsIsSaid(Payload payload) {
        Update sent = new Update(FROM, 17, payload, new Work(99, 5, 0.5, Double.NaN));

        byte[] bytes = MESSAGES.encode(sent);
        Update back = MESSAGES.update(bytes, FROM);

        assertThat(MESSAGES.size(sent)).isEqualTo(bytes.length);
        assertThat(back.examples()).isEqualTo(17);
        assertThat(back.work()).isEqualTo(sent.work());
        same(back.payload(), payload);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void broadcastsComeBackAndAreAsLongAsIsSaid(Payload payload) {
        Broadcast sent = new Broadcast(new Turn(3, 40, "keys", true), new Seed(-7), payload);

        byte[] bytes = MESSAGES.encode(sent);
        Broadcast back = MESSAGES.broadcast(bytes);

        assertThat(MESSAGES.size(sent)).isEqualTo(bytes.length);
        assertThat(back.turn()).isEqualTo(sent.turn());
        assertThat(back.seed()).isEqualTo(sent.seed());
        same(back.payload(), payload);
    }

    @Test
    void aVectorOfTheModelHasItsArraysAgain() {
        Update sent = new Update(FROM, 1, Payload.of(Update.DELTA, ParamVector.zeros(MODEL)), Work.NONE);

        assertThat(MESSAGES.update(MESSAGES.encode(sent), FROM).delta().layout())
                .isEqualTo(MODEL);
    }

    @Test
    void tornAndChangedMessagesAreReadOrRefused() {
        Messages small = new Messages(new Float32(), Layout.empty().then("w", 4));
        Payload payload = Payload.of(Update.DELTA, ParamVector.zeros(small.model()))
                .and("n", 1)
                .and("b", new byte[] {1, 2, 3});
        byte[] good = small.encode(new Update(FROM, 1, payload, Work.NONE));
        Random random = new Random(3);
        for (int trial = 0; trial < 4_000; trial++) {
            byte[] bad = Arrays.copyOf(good, trial % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Throwable thrown = catchThrowable(() -> small.update(bad, FROM));

            assertThat(thrown == null || thrown instanceof IllegalArgumentException)
                    .as("trial %d: %s", trial, thrown)
                    .isTrue();
        }
    }
}
