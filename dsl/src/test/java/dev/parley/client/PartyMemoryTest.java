package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a party remembers, and what it only need not compute again. */
class PartyMemoryTest {
    private final PartyMemory memory = new PartyMemory();
    private final int[] rows = IntStream.range(100, 150).toArray();

    @Test
    void theOrderIsThatOfTheSeedWhateverWasAskedBefore() {
        for (long seed : new long[] {1, 2, 1, 1, 3}) {
            int[] expected = rows.clone();
            new Seed(seed).shuffle(expected);
            assertThat(memory.order(new Seed(seed), rows)).isEqualTo(expected);
        }
        assertThat(rows).isEqualTo(IntStream.range(100, 150).toArray());
    }

    @Test
    void theSameSeedShufflesOnce() {
        int[] first = memory.order(new Seed(1), rows);
        assertThat(memory.order(new Seed(1), rows)).isSameAs(first);
        assertThat(memory.order(new Seed(2), rows)).isNotSameAs(first);
    }

    @Test
    void stateStartsAtZeroIsKeptAndCanBeForgotten() {
        Layout layout = Layout.empty().then("w", 3);
        ParamVector m = memory.vector("m", layout);
        assertThat(m.toArray()).containsOnly(0f);
        m.fill(2);
        memory.count("steps", 7);
        assertThat(memory.vector("m", layout)).isSameAs(m);
        assertThat(memory.vectors()).containsOnlyKeys("m");
        assertThat(memory.counts()).containsEntry("steps", 7L);
        memory.clear();
        assertThat(memory.vector("m", layout).toArray()).containsOnly(0f);
        assertThat(memory.count("steps")).isZero();
        memory.close();
    }
}
