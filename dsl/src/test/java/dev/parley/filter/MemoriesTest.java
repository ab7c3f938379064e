package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.num.Layout;
import dev.parley.num.OpenMemory;
import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import org.junit.jupiter.api.Test;

class MemoriesTest {
    private static final Layout LAYOUT = Layout.empty().then("w", 2);

    private final Memories memories = new Memories(new VectorPool());
    private final Memory mine = memories.of("mine");

    @Test
    void keepsWhatIsCommittedAndForgetsTheRest() {
        mine.vector("v", LAYOUT).fill(1);
        mine.put("n", 1);
        mine.put("b", new byte[] {1});
        memories.commit();
        mine.vector("v", LAYOUT).fill(2);
        mine.vector("new", LAYOUT);
        mine.put("n", 2);
        mine.put("b", new byte[] {2});

        memories.rollBack();

        assertThat(mine.vector("v", LAYOUT).at(1)).isEqualTo(1);
        assertThat(mine.number("n", 9)).isEqualTo(1);
        assertThat(mine.bytes("b"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1));
        assertThat(mine.hasVector("new")).isFalse();
    }

    @Test
    void whatIsRolledBackToNothingIsNothing() {
        mine.put("n", 1);
        mine.vector("v", LAYOUT);
        memories.rollBack();

        assertThat(memories.isEmpty()).isTrue();
        assertThat(mine.number("n", 9)).isEqualTo(9);
        assertThat(mine.hasVector("v")).isFalse();
    }

    @Test
    void isANamespaceAFilter() {
        mine.put("n", 1);
        memories.of("other").put("n", 2);
        memories.commit();

        assertThat(mine.number("n", 0)).isEqualTo(1);
        assertThat(memories.of("other").number("n", 0)).isEqualTo(2);
    }

    @Test
    void bytesAreCopiedBothWays() {
        byte[] bytes = {1, 2};
        mine.put("b", bytes);
        bytes[0] = 9;
        mine.bytes("b").orElseThrow()[1] = 9;

        assertThat(mine.bytes("b").orElseThrow()).containsExactly(1, 2);
    }

    @Test
    void aRestoredMemoryIsACopy() {
        mine.vector("v", LAYOUT).fill(3);
        mine.put("n", 4);
        memories.commit();
        Memories other = new Memories(new VectorPool());

        other.restore(memories.remembered());
        mine.vector("v", LAYOUT).fill(5);
        memories.commit();

        assertThat(other.of("mine").vector("v", LAYOUT).at(0)).isEqualTo(3);
        assertThat(other.of("mine").number("n", 0)).isEqualTo(4);
    }

    @Test
    void givesItsVectorsBackAtTheEnd() {
        long before = OpenMemory.blocks();
        VectorPool pool = new VectorPool();
        Memories some = new Memories(pool);
        for (int round = 0; round < 5; round++) {
            ParamVector kept = some.of("a").vector("kept", LAYOUT);
            kept.fill(round);
            some.of("a").vector("other" + round, LAYOUT);
            if (round % 2 == 0) {
                some.commit();
            } else {
                some.rollBack();
            }
        }
        some.close();
        pool.close();

        assertThat(OpenMemory.blocks()).isEqualTo(before);
    }
}
