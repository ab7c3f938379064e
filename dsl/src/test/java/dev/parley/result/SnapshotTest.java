package dev.parley.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes of any length, in pieces. */
class SnapshotTest {
    private static final int PIECE = 1 << 24;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(Snapshot snapshot) throws IOException {
        try (InputStream in = snapshot.open()) {
            return in.readAllBytes();
        }
    }

    @Test
    void nothingIsEmpty() throws IOException {
        for (Snapshot nothing :
                new Snapshot[] {Snapshot.EMPTY, Snapshot.of(out -> {}), Snapshot.of(out -> out.write(new byte[0]))}) {
            assertThat(nothing.isEmpty()).isTrue();
            assertThat(nothing.size()).isZero();
            assertThat(nothing.pieces()).isEmpty();
            assertThat(read(nothing)).isEmpty();
        }
    }

    @Test
    void whatIsWrittenIsReadAsOftenAsItIsAskedFor() throws IOException {
        Snapshot some = Snapshot.of(out -> {
            out.write(7);
            out.write(bytes(100), 10, 50);
            new DataOutputStream(out).writeLong(-1);
        });
        assertThat(some.isEmpty()).isFalse();
        assertThat(some.size()).isEqualTo(1 + 50 + 8);
        assertThat(some.pieces()).hasSize(1);
        byte[] first = read(some);
        assertThat(first[0]).isEqualTo((byte) 7);
        assertThat(Arrays.copyOfRange(first, 1, 51)).isEqualTo(Arrays.copyOfRange(bytes(100), 10, 60));
        assertThat(Arrays.copyOfRange(first, 51, 59)).containsOnly(-1);
        assertThat(read(some)).isEqualTo(first);
    }

    @Test
    void muchIsCutIntoPiecesThatReadAsOne() throws IOException {
        byte[] much = bytes(2 * PIECE + 12_345);
        int step = 65_536 + 7; // so that writes lie across the cuts
        Snapshot snapshot = Snapshot.of(out -> {
            for (int at = 0; at < much.length; at += step) {
                out.write(much, at, Math.min(step, much.length - at));
            }
        });
        assertThat(snapshot.size()).isEqualTo(much.length);
        assertThat(snapshot.pieces())
                .hasSizeGreaterThan(1)
                .allMatch(piece -> piece.length > 0 && piece.length < PIECE + step);
        assertThat(Arrays.equals(read(snapshot), much)).isTrue();
    }

    @Test
    void noPieceIsEmptyWhereItEndsOnACut() throws IOException {
        byte[] whole = bytes(PIECE);
        Snapshot snapshot = Snapshot.of(out -> out.write(whole));
        assertThat(snapshot.pieces()).hasSize(1);
        assertThat(Arrays.equals(read(snapshot), whole)).isTrue();
        Snapshot more = Snapshot.of(out -> {
            out.write(whole);
            out.write(1);
        });
        assertThat(more.pieces()).extracting(piece -> piece.length).containsExactly(PIECE, 1);
    }

    @Test
    void aWriterThatFailsIsTold() {
        assertThatThrownBy(() -> Snapshot.of(out -> {
                    throw new IOException("no disk");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("no disk");
    }
}
