package dev.parley.num;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Vectors whose memory is used again. */
class VectorPoolTest {
    private final Layout layout = Layout.empty().then("w", 5);

    @Test
    void theMemoryOfAClosedVectorIsTheNextOnes() {
        try (VectorPool pool = new VectorPool()) {
            ParamVector first = pool.zeros(layout).fill(3);
            ParamVector second = pool.zeros(layout);
            assertThat(second.pointer()).isNotEqualTo(first.pointer());
            first.close();
            ParamVector third = pool.zeros(layout);
            assertThat(third.pointer()).isEqualTo(first.pointer());
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
    void anotherLengthGetsMemoryOfItsOwn() {
        try (VectorPool pool = new VectorPool()) {
            pool.zeros(layout).close();
            ParamVector longer = pool.zeros(layout.then("b", 4000));
            assertThat(longer.toArray()).hasSize(4005).containsOnly(0f);
        }
    }
}
