package dev.parley.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scope for vectors: what ends with it, what survives, and what it holds. */
class ArenaTest {
    private final Layout layout = Layout.empty().then("w", 5);
    private final VectorPool pool = new VectorPool();
    private final Arena arena = new Arena(pool);

    @AfterEach
    void free() {
        arena.close();
        pool.close();
    }

    @Test
    void whatItHoldsEndsWithIt() {
        ParamVector zeros = arena.zeros(layout);
        ParamVector copy = arena.copy(ParamVector.zeros(layout).fill(3));
        assertThat(zeros.toArray()).containsOnly(0f);
        assertThat(copy.toArray()).containsOnly(3f);
        arena.close();
        assertThat(zeros.hasEnded()).isTrue();
        assertThat(copy.hasEnded()).isTrue();
    }

    @Test
    void sumsDifferencesAndMultiplesEndWithItToo() {
        ParamVector x = arena.zeros(layout).fill(2);
        List<ParamVector> made =
                List.of(x.plus(x), x.minus(x), x.times(3), x.times(3).plus(x));
        assertThat(made).extracting(each -> each.at(0)).containsExactly(4f, 0f, 6f, 8f);
        arena.close();
        assertThat(made).allMatch(ParamVector::hasEnded);
    }

    @Test
    void aCopyStandsAloneAndSoDoesAllThatIsMadeOfIt() {
        ParamVector x = arena.zeros(layout).fill(2);
        ParamVector copy = x.copy();
        ParamVector sum = copy.plus(x);
        arena.close();
        assertThat(copy.toArray()).containsOnly(2f);
        assertThat(sum.toArray()).containsOnly(4f);
        assertThat(copy.times(2).toArray()).containsOnly(4f);
    }

    @Test
    void whatIsKeptSurvivesAndIsClosedByWhoKeptIt() {
        ParamVector kept = arena.zeros(layout).fill(2);
        assertThat(arena.keep(kept)).isSameAs(kept);
        assertThat(arena.keep(kept)).isSameAs(kept);
        ParamVector sum = kept.plus(kept);
        arena.close();
        assertThat(kept.toArray()).containsOnly(2f);
        assertThat(sum.toArray()).containsOnly(4f);
        Pointer memory = kept.pointer();
        kept.close();
        assertThat(pool.zeros(layout).pointer()).isEqualTo(memory);
    }

    @Test
    void keepsNoVectorOfAnotherArena() {
        try (Arena other = new Arena(pool)) {
            ParamVector foreign = other.zeros(layout);
            assertThatThrownBy(() -> arena.keep(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("keep(vector) was given ParamVector[5 floats, norm 0.000], which another arena holds; "
                            + "ask the arena that it was taken from");
        }
    }

    @Test
    void aVectorClosedEarlyGivesItsMemoryBackAtOnce() {
        ParamVector early = arena.zeros(layout);
        Pointer memory = early.pointer();
        early.close();
        assertThat(arena.zeros(layout).pointer()).isEqualTo(memory);
    }

    @Test
    void itHoldsTheVectorsThatLiveAndNotThoseThatWere() {
        ParamVector lives = arena.zeros(layout);
        for (int i = 0; i < 100_000; i++) {
            lives.times(2).close();
        }
        assertThat(arena.size()).isEqualTo(1);
        arena.keep(lives);
        assertThat(arena.size()).isZero();
    }

    @Test
    void givesMemoryBackOnce() {
        ParamVector vector = arena.zeros(layout);
        vector.close();
        arena.close();
        assertThatNoException().isThrownBy(arena::close);
        assertThat(pool.zeros(layout).pointer()).isNotEqualTo(pool.zeros(layout).pointer());
    }

    @Test
    void refusesVectorsAfterItsEnd() {
        arena.close();
        for (Runnable take :
                List.<Runnable>of(() -> arena.zeros(layout), () -> arena.copy(ParamVector.zeros(layout)))) {
            assertThatThrownBy(take::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a vector of 5 parameters was asked of an arena that has ended; take it while the "
                            + "arena is open, or from a copy that no arena holds: vector.copy()");
        }
        assertThat(arena.size()).isZero();
    }

    @Test
    void manyThreadsTakeAndCloseAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<ParamVector>>> tasks = new ArrayList<>();
            for (int task = 0; task < 4; task++) {
                int number = task;
                tasks.add(() -> {
                    List<ParamVector> rest = new ArrayList<>();
                    for (int i = 0; i < 5000; i++) {
                        ParamVector x = arena.zeros(layout).fill(number);
                        if (i % 10 == 0) {
                            rest.add(x);
                        } else {
                            x.close();
                        }
                    }
                    return rest;
                });
            }
            List<List<ParamVector>> rests = new ArrayList<>();
            for (Future<List<ParamVector>> each : threads.invokeAll(tasks)) {
                rests.add(each.get());
            }
            assertThat(arena.size()).isEqualTo(4 * 500);
            for (int number = 0; number < 4; number++) {
                for (ParamVector x : rests.get(number)) {
                    assertThat(x.toArray()).containsOnly(number);
                }
            }
            arena.close();
            assertThat(rests.stream().flatMap(List::stream)).allMatch(ParamVector::hasEnded);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aVectorThatIsAdoptedTwiceEndsOnce() {
        long before = OpenMemory.blocks();
        ParamVector vector = ParamVector.zeros(Layout.empty().then("w", 3));
        Arena arena = new Arena();

        assertThat(arena.adopt(arena.adopt(vector))).isSameAs(vector);
        vector.plus(vector);
        arena.close();

        assertThat(vector.hasEnded()).isTrue();
        assertThat(OpenMemory.blocks()).isEqualTo(before);
    }
}
