package dev.parley.num;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Vectors whose memory is used again. */
class VectorPoolTest {
    private final Layout layout = Layout.empty().then("w", 5);

    @Test
    void theMemoryOfAClosedVectorIsTheNextOnes() {
        try (VectorPool pool = new VectorPool()) {
            ParamVector first = pool.zeros(layout).fill(3);
            ParamVector second = pool.zeros(layout);
            Pointer memory = first.pointer();
            assertThat(second.pointer()).isNotEqualTo(memory);
            first.close();
            ParamVector third = pool.zeros(layout);
            assertThat(third.pointer()).isEqualTo(memory);
            assertThat(third.toArray()).containsOnly(0f);
            assertThat(pool.copy(third.fill(2)).toArray()).containsOnly(2f);
        }
    }

    @Test
    void closingAVectorTwiceGivesItsMemoryBackOnce() {
        try (VectorPool pool = new VectorPool()) {
            ParamVector first = pool.zeros(layout);
            first.close();
            first.close();
            assertThat(pool.zeros(layout).pointer())
                    .isNotEqualTo(pool.zeros(layout).pointer());
        }
    }

    @Test
    void twoThreadsThatCloseAVectorAtOnceGiveItsMemoryBackOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (VectorPool pool = new VectorPool()) {
            for (int i = 0; i < 2000; i++) {
                ParamVector vector = pool.zeros(layout);
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Void> close = () -> {
                    start.await();
                    vector.close();
                    return null;
                };
                for (Future<Void> each : threads.invokeAll(List.of(close, close))) {
                    each.get();
                }
                ParamVector one = pool.zeros(layout);
                ParamVector other = pool.zeros(layout);
                assertThat(one.pointer()).isNotEqualTo(other.pointer());
                one.close();
                other.close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void vectorsOfSeveralLengthsTakeTurnsAndAllTheirMemoryIsUsedAgain() {
        try (VectorPool pool = new VectorPool()) {
            Set<Pointer> first = new HashSet<>();
            Set<Pointer> second = new HashSet<>();
            for (Set<Pointer> seen : List.of(first, second)) {
                for (int length = 1; length <= VectorPool.LENGTHS; length++) {
                    ParamVector vector = pool.zeros(Layout.empty().then("w", 1000 * length));
                    seen.add(vector.pointer());
                    vector.close();
                }
            }
            assertThat(first).hasSize(VectorPool.LENGTHS);
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void theLengthThatWasUsedLongestAgoIsFreedWhenThereAreTooMany() {
        try (VectorPool pool = new VectorPool()) {
            List<WeakReference<Block>> blocks = new ArrayList<>();
            for (int length = 1; length <= VectorPool.LENGTHS + 2; length++) {
                Block block = new Block(length);
                blocks.add(new WeakReference<>(block));
                pool.back(block);
                pool.zeros(Layout.empty().then("w", 1)).close(); // stays in use
            }
            System.gc();
            List<Boolean> isHeld =
                    blocks.stream().map(block -> block.get() != null).toList();
            assertThat(isHeld.subList(0, 4)).containsExactly(true, false, false, true);
            assertThat(isHeld.subList(4, blocks.size())).containsOnly(true);
        }
    }

    @Test
    void thePoolDoesNotHoldAVectorThatNobodyClosed() {
        try (VectorPool pool = new VectorPool();
                Arena arena = new Arena(pool)) {
            List<WeakReference<ParamVector>> dropped = List.of(
                    new WeakReference<>(pool.zeros(layout)),
                    new WeakReference<>(pool.zeros(layout).times(2)),
                    new WeakReference<>(arena.zeros(layout).copy()),
                    new WeakReference<>(arena.keep(arena.zeros(layout))));
            System.gc();
            assertThat(dropped).allMatch(each -> each.get() == null);
            assertThat(pool.zeros(layout).toArray()).containsOnly(0f);
        }
    }

    @Test
    void memoryThatComesBackToAClosedPoolIsFreed() {
        VectorPool pool = new VectorPool();
        ParamVector late = pool.zeros(layout);
        pool.close();
        late.close();
        assertThat(pool.zeros(layout).pointer()).isNotNull();
        Block block = new Block(5);
        pool.back(block);
        assertThat(block.array.wasClosed()).isTrue();
    }

    @Test
    void anotherLengthGetsMemoryOfItsOwn() {
        try (VectorPool pool = new VectorPool()) {
            pool.zeros(layout).close();
            ParamVector longer = pool.zeros(layout.then("b", 4000));
            assertThat(longer.toArray()).hasSize(4005).containsOnly(0f);
        }
    }
}
