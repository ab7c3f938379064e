package dev.parley.layer.internal.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Preparations for a number of rows are kept while they are used, and released once. */
class ByRowsTest {
    private final List<Integer> made = new ArrayList<>();
    private final List<Integer> released = new ArrayList<>();

    private ByRows<AutoCloseable> watched() {
        return new ByRows<>(n -> {
            made.add(n);
            return () -> released.add(n);
        });
    }

    @Test
    void aBatchIsPreparedOnceHoweverManyOtherNumbersOfRowsThereAre() {
        try (ByRows<AutoCloseable> ready = watched()) {
            for (int rest = 1; rest < 40; rest++) {
                ready.of(64);
                ready.of(rest);
            }
            assertThat(made.stream().filter(n -> n == 64)).hasSize(1);
            assertThat(made).hasSize(40);
            assertThat(made.size() - released.size()).isEqualTo(ByRows.KEPT);
        }
        assertThat(released).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void theOneUsedLongestAgoGoesFirst() {
        try (ByRows<AutoCloseable> ready = watched()) {
            IntStream.rangeClosed(1, ByRows.KEPT).forEach(ready::of);
            ready.of(1);
            ready.of(100);
            assertThat(released).containsExactly(2);
        }
    }
}
