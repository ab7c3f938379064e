package dev.parley.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Vectors after their end: each use throws and says what to do, whichever way they ended. */
class VectorEndTest {
    private static final Layout LAYOUT = Layout.empty().then("w", 3).then("mean", Role.STATISTIC, 2);

    private static final String OVER =
            "this vector of 5 parameters was closed, or ended with its round, and its memory "
                    + "is used again; keep a copy before that: update.delta().copy()";

    /** Vectors that have ended, by the way they came to it. */
    private static Map<String, Supplier<ParamVector>> ended() {
        Map<String, Supplier<ParamVector>> ended = new TreeMap<>();
        ended.put("closed", () -> close(ParamVector.zeros(LAYOUT)));
        ended.put("given back to a pool", () -> close(new VectorPool().zeros(LAYOUT)));
        ended.put("ended with its arena", () -> {
            try (Arena arena = new Arena(new VectorPool())) {
                return arena.zeros(LAYOUT);
            }
        });
        return ended;
    }

    private static ParamVector close(ParamVector vector) {
        vector.close();
        return vector;
    }

    private static Map<String, Consumer<ParamVector>> uses() {
        ParamVector alive = ParamVector.zeros(LAYOUT);
        Map<String, Consumer<ParamVector>> uses = new TreeMap<>();
        uses.put("at", x -> x.at(0));
        uses.put("read", x -> x.read(0, new float[1], 0, 1));
        uses.put("write", x -> x.write(0, new float[1], 0, 1));
        uses.put("copy", ParamVector::copy);
        uses.put("plus", x -> x.plus(alive));
        uses.put("minus", x -> x.minus(alive));
        uses.put("times", x -> x.times(2));
        uses.put("add", x -> x.add(1, alive));
        uses.put("scale", x -> x.scale(2));
        uses.put("fill", x -> x.fill(0));
        uses.put("fill with another number than 0", x -> x.fill(1));
        uses.put("set", x -> x.set(alive));
        uses.put("dot", x -> x.dot(alive));
        uses.put("norm", ParamVector::norm);
        uses.put("norm of a role", x -> x.norm(Role.FROZEN));
        uses.put("isFinite", ParamVector::isFinite);
        uses.put("toArray", ParamVector::toArray);
        uses.put("toIndArray", ParamVector::toIndArray);
        uses.put("pointer", ParamVector::pointer);
        uses.put("fingerprint", ParamVector::fingerprint);
        uses.put("argument of plus", alive::plus);
        uses.put("argument of minus", alive::minus);
        uses.put("argument of add", x -> alive.add(1, x));
        uses.put("argument of set", alive::set);
        uses.put("argument of dot", alive::dot);
        uses.put("argument of a fingerprint", x -> ParamVector.fingerprint(List.of(alive, x)));
        uses.put("argument of a pool", x -> new VectorPool().copy(x));
        uses.put("argument of an arena", x -> new Arena(new VectorPool()).copy(x));
        uses.put("kept", x -> new Arena(new VectorPool()).keep(x));
        return uses;
    }

    @TestFactory
    Stream<DynamicTest> everyUseThrowsAndSaysCopy() {
        return ended().entrySet().stream()
                .flatMap(end -> uses().entrySet().stream()
                        .map(use -> DynamicTest.dynamicTest(use.getKey() + " when " + end.getKey(), () -> {
                            ParamVector over = end.getValue().get();
                            assertThatThrownBy(() -> use.getValue().accept(over))
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessage(OVER);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> whatItIsCanStillBeSaid() {
        return ended().entrySet().stream()
                .map(end -> DynamicTest.dynamicTest(end.getKey(), () -> {
                    ParamVector over = end.getValue().get();
                    assertThat(over).hasToString("ParamVector[5 floats, ended]");
                    assertThat(over.length()).isEqualTo(5);
                    assertThat(over.layout()).isEqualTo(LAYOUT);
                    assertThat(over.hasEnded()).isTrue();
                    assertThatNoException().isThrownBy(over::close);
                }));
    }

    @Test
    void aVectorThatLivesHasNotEnded() {
        assertThat(ParamVector.zeros(LAYOUT).hasEnded()).isFalse();
    }

    @Test
    void aVectorOfNoParametersEndsToo() {
        ParamVector none = close(ParamVector.zeros(Layout.empty()));
        String over = OVER.replace("5", "0");
        assertThatThrownBy(none::norm).hasMessage(over);
        assertThatThrownBy(none::isFinite).hasMessage(over);
        assertThatThrownBy(none::toArray).hasMessage(over);
    }

    @Test
    void theNormOfARoleIsOverItsElementsAlone() {
        ParamVector x = ParamVector.of(
                Layout.empty().then("a", 1).then("mean", Role.STATISTIC, 2).then("b", 1), new float[] {3, 5, 12, 4});
        assertThat(x.norm(Role.LEARNED)).isEqualTo(5);
        assertThat(x.norm(Role.STATISTIC)).isEqualTo(13);
        assertThat(x.norm(Role.FROZEN)).isZero();
        assertThat(x.norm()).isEqualTo(Math.sqrt(25 + 169));
    }

    @Test
    void whereAllIsLearnedTheNormOfTheRoleHasTheSameBits() {
        float[] values = new float[10_001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        ParamVector x = ParamVector.of(Layout.empty().then("a", 10_000).then("b", 1), values);
        assertThat(x.norm(Role.LEARNED)).isEqualTo(x.norm());
    }
}
