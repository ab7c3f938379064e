package dev.parley.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void readsBackWhatIsLongerThanAPiece() throws IOException {
        byte[] block = new byte[10_000_000];
        Snapshot snapshot = Snapshot.of(out -> {
            for (int i = 0; i < 4; i++) {
                Arrays.fill(block, (byte) (i + 1));
                out.write(block);
            }
            out.write(9);
        });

        assertThat(snapshot.size()).isEqualTo(40_000_001);
        assertThat(snapshot.pieces()).hasSizeGreaterThan(1);
        byte[] all = snapshot.open().readAllBytes();
        assertThat(all).hasSize(40_000_001);
        assertThat(new byte[] {all[0], all[10_000_000], all[39_999_999], all[40_000_000]})
                .containsExactly(1, 2, 4, 9);
    }

    @Test
    void ofNothingIsNothing() throws IOException {
        Snapshot nothing = Snapshot.of(out -> {});

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.open().readAllBytes()).isEmpty();
    }
}
