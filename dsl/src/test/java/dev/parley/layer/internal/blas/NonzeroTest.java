package dev.parley.layer.internal.blas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cases;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs of columns against a set of bits filled one by one. */
class NonzeroTest {
    private static int[] runs(Nonzero nonzero, int row, int n, int gap) {
        int count = nonzero.look(row, n, gap);
        return Arrays.copyOf(nonzero.ends(), count);
    }

    private static Nonzero of(int... bytes) {
        byte[] narrow = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            narrow[i] = (byte) bytes[i];
        }
        return new Nonzero(ByteBuffer.wrap(narrow), bytes.length);
    }

    @TestFactory
    Stream<DynamicTest> theRunsAreTheColumnsThatSomeRowHas() {
        return Cases.of(200, random -> {
            int width = 1 + random.nextInt(100);
            int rows = 1 + random.nextInt(9);
            double share = random.nextDouble() * random.nextDouble();
            byte[] bytes = new byte[rows * width];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextDouble() < share ? 1 + random.nextInt(255) : 0);
            }
            int from = random.nextInt(rows);
            int n = 1 + random.nextInt(rows - from);
            BitSet some = new BitSet();
            for (int i = from * width; i < (from + n) * width; i++) {
                if (bytes[i] != 0) {
                    some.set(i % width);
                }
            }
            Nonzero nonzero = new Nonzero(ByteBuffer.wrap(bytes), width);
            BitSet found = new BitSet();
            int[] ends = runs(nonzero, from, n, 0);
            for (int i = 0; i < ends.length; i += 2) {
                found.set(ends[i], ends[i + 1]);
                assertThat(i == 0 || ends[i] > ends[i - 1])
                        .as("a gap before each run")
                        .isTrue();
            }
            assertThat(found).isEqualTo(some);
        });
    }

    @Test
    void gapsUpToTheGivenOneDoNotEndARun() {
        Nonzero nonzero = of(0, 1, 0, 0, 255, 0, 0, 0, 0, 0, 128, 7, 0);
        assertThat(runs(nonzero, 0, 1, 0)).containsExactly(1, 2, 4, 5, 10, 12);
        assertThat(runs(nonzero, 0, 1, 1)).containsExactly(1, 2, 4, 5, 10, 12);
        assertThat(runs(nonzero, 0, 1, 2)).containsExactly(1, 5, 10, 12);
        assertThat(runs(nonzero, 0, 1, 13)).containsExactly(1, 12);
    }

    @Test
    void rowsOfZerosHaveNoRun() {
        assertThat(runs(of(0, 0, 0, 0, 0, 0, 0, 0, 0), 0, 1, 3)).isEmpty();
    }

    @Test
    void everySecondColumnIsARunOfItsOwn() {
        assertThat(runs(of(1, 0, 1, 0, 1, 0, 1, 0, 1), 0, 1, 0)).hasSize(10);
    }

    @Test
    void otherBytesInTheSamePlaceAreSeenOnceItIsRenewed() {
        byte[] bytes = {0, 5, 0};
        Nonzero nonzero = new Nonzero(ByteBuffer.wrap(bytes), 3);
        assertThat(runs(nonzero, 0, 1, 0)).containsExactly(1, 2);
        bytes[2] = 1;
        assertThat(runs(nonzero.renewed(), 0, 1, 0)).containsExactly(1, 3);
    }
}
