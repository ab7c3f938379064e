package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.VectorPool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of a round are kept when it is finished, and forgotten where it fails. */
class MemoriesTest {
    private static final Layout TWO = Layout.empty().then("x", 2);

    private final VectorPool pool = new VectorPool();
    private final Memories memories = new Memories(pool);
    private final Memory mine = memories.of("mine");

    @AfterEach
    void close() {
        memories.close();
        pool.close();
    }

    /** A finished round that has left one of each kind. */
    private void aFinishedRound() {
        mine.vector("v", TWO).fill(1);
        mine.put("n", 5);
        mine.put("b", new byte[] {1, 2});
        memories.commit();
    }

    /** Changes all that is remembered, and adds more. */
    private void anotherRound() {
        mine.vector("v", TWO).fill(2);
        mine.vector("w", TWO).fill(3);
        mine.put("n", 6);
        mine.put("m", 7);
        mine.put("b", new byte[] {3});
        mine.put("c", new byte[] {4});
    }

    @Test
    void whatIsFirstAskedForIsZeroOrWhatIsSaid() {
        assertThat(memories.isEmpty()).isTrue();
        assertThat(mine.hasVector("v")).isFalse();
        assertThat(mine.vector("v", TWO).toArray()).containsExactly(0, 0);
        assertThat(mine.hasVector("v")).isTrue();
        assertThat(mine.number("n", 7)).isEqualTo(7);
        assertThat(mine.bytes("b")).isEmpty();
    }

    @Test
    void changesAreSeenInTheirRoundAndKeptWhenItIsFinished() {
        aFinishedRound();
        anotherRound();
        assertThat(mine.vector("v", TWO).toArray()).containsExactly(2, 2);
        assertThat(mine.number("n", 0)).isEqualTo(6);
        assertThat(mine.bytes("b")).hasValue(new byte[] {3});
        memories.commit();
        memories.rollBack(); // nothing is left to be forgotten
        assertThat(mine.vector("v", TWO).toArray()).containsExactly(2, 2);
        assertThat(mine.vector("w", TWO).toArray()).containsExactly(3, 3);
        assertThat(mine.number("n", 0)).isEqualTo(6);
        assertThat(mine.number("m", 0)).isEqualTo(7);
        assertThat(mine.bytes("b")).hasValue(new byte[] {3});
        assertThat(mine.bytes("c")).hasValue(new byte[] {4});
        assertThat(memories.isEmpty()).isFalse();
    }

    @Test
    void aRoundThatFailsLeavesAllAsItWas() {
        aFinishedRound();
        anotherRound();
        memories.rollBack();
        assertThat(mine.vector("v", TWO).toArray()).containsExactly(1, 1);
        assertThat(mine.hasVector("w")).isFalse();
        assertThat(mine.vector("w", TWO).toArray()).containsExactly(0, 0);
        assertThat(mine.number("n", 0)).isEqualTo(5);
        assertThat(mine.number("m", 0)).isZero();
        assertThat(mine.bytes("b")).hasValue(new byte[] {1, 2});
        assertThat(mine.bytes("c")).isEmpty();
    }

    @Test
    void whatWasForgottenBeforeAnyRoundWasFinishedLeavesNothing() {
        anotherRound();
        memories.rollBack();
        assertThat(memories.isEmpty()).isTrue();
        assertThat(memories.remembered().isEmpty()).isTrue();
    }

    @Test
    void filtersDoNotSeeEachOthers() {
        Memory other = memories.of("other");
        aFinishedRound();
        assertThat(other.hasVector("v")).isFalse();
        assertThat(other.number("n", 0)).isZero();
        assertThat(other.bytes("b")).isEmpty();
        other.put("n", 9);
        assertThat(mine.number("n", 0)).isEqualTo(5);
        assertThat(memories.of("mine").number("n", 0)).isEqualTo(5);
    }

    @Test
    void bytesAreCopiedInAndOut() {
        byte[] given = {1, 2};
        mine.put("b", given);
        given[0] = 9;
        mine.bytes("b").orElseThrow()[1] = 9;
        assertThat(mine.bytes("b")).hasValue(new byte[] {1, 2});
        memories.commit();
        mine.bytes("b").orElseThrow()[1] = 9;
        assertThat(mine.bytes("b")).hasValue(new byte[] {1, 2});
    }

    @Test
    void whatIsRememberedIsOfFinishedRoundsAlone() {
        aFinishedRound();
        anotherRound();
        Remembered remembered = memories.remembered();
        assertThat(remembered.vectors()).containsOnlyKeys("mine/v");
        assertThat(remembered.vectors().get("mine/v").toArray()).containsExactly(1, 1);
        assertThat(remembered.numbers()).containsOnlyKeys("mine/n").containsEntry("mine/n", 5.0);
        assertThat(remembered.bytes()).containsOnlyKeys("mine/b");
    }

    @Test
    void whatIsRestoredIsACopy() {
        aFinishedRound();
        try (VectorPool others = new VectorPool();
                Memories other = new Memories(others)) {
            other.of("mine").put("old", 1);
            other.commit();
            other.restore(memories.remembered());
            other.of("mine").vector("v", TWO).fill(9);
            other.of("mine").put("n", 9);
            other.commit();
            assertThat(mine.vector("v", TWO).toArray()).containsExactly(1, 1);
            assertThat(mine.number("n", 0)).isEqualTo(5);
            assertThat(other.of("mine").number("old", 0)).isZero();
            assertThat(other.of("mine").bytes("b")).hasValue(new byte[] {1, 2});
        }
    }

    @Test
    void vectorsThatAreNotNeededEnd() {
        aFinishedRound();
        ParamVector first = memories.remembered().vectors().get("mine/v");
        ParamVector forgotten = mine.vector("v", TWO);
        memories.rollBack();
        assertThat(forgotten.hasEnded()).isTrue();
        assertThat(first.hasEnded()).isFalse();
        ParamVector second = mine.vector("v", TWO);
        memories.commit();
        assertThat(first.hasEnded()).isTrue();
        assertThat(second.hasEnded()).isFalse();
        ParamVector third = mine.vector("v", TWO);
        memories.close();
        assertThat(second.hasEnded()).isTrue();
        assertThat(third.hasEnded()).isTrue();
    }

    @Test
    void whatIsWrittenIsReadToTheBit() throws IOException {
        Layout mixed = Layout.empty()
                .then("weight", 50, 100)
                .then("mean", Role.STATISTIC, 3)
                .then("f", Role.FROZEN, 1);
        ParamVector vector = mine.vector("v", mixed);
        for (int i = 0; i < mixed.length(); i++) {
            vector.write(i, new float[] {(float) Math.sin(i)}, 0, 1);
        }
        vector.write(7, new float[] {Float.intBitsToFloat(0x7fc12345), -0f, Float.MIN_VALUE}, 0, 3);
        mine.put("n", Math.PI);
        mine.put("b", new byte[] {-1, 0, 1});
        mine.put("none", new byte[0]);
        memories.commit();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        memories.remembered().write(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Remembered read = Remembered.read(in);
        assertThat(in.read()).as("what is left to be read").isEqualTo(-1);
        assertThat(read.vectors().get("mine/v").layout()).isEqualTo(mixed);
        assertThat(read.vectors().get("mine/v").fingerprint())
                .isEqualTo(memories.remembered().vectors().get("mine/v").fingerprint());
        assertThat(read.numbers()).isEqualTo(memories.remembered().numbers());
        assertThat(read.bytes().get("mine/b")).containsExactly(-1, 0, 1);
        assertThat(read.bytes().get("mine/none")).isEmpty();
    }
}
