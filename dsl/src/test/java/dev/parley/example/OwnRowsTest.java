package dev.parley.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.partition.Shards;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OwnRowsTest {
    private final Parties parties = Dataset.named("mnist").split(10, new Shards(2));

    @Test
    void aPartyReadsItsOwnRowsAndNoOthers() {
        Party party = parties.party(3);
        int[] dealt = parties.deal(3);
        float[] own = new float[party.examples().width()];
        float[] theirs = new float[own.length];
        ByteBuffer ownBytes = ByteBuffer.allocateDirect(own.length);
        ByteBuffer theirBytes = ByteBuffer.allocateDirect(own.length);

        for (int row : party.rows()) {
            party.examples().read(new int[] {row}, 0, 1, own);
            parties.train().read(dealt, row, 1, theirs);
            assertThat(own).isEqualTo(theirs);
            assertThat(party.examples().target(row)).isEqualTo(parties.train().target(dealt[row]));
            assertThat(party.examples().readBytes(new int[] {row}, 0, 1, ownBytes))
                    .isTrue();
            parties.train().readBytes(dealt, row, 1, theirBytes);
            assertThat(ownBytes).isEqualTo(theirBytes);
        }
        assertThat(party.examples().size()).isEqualTo(dealt.length);
        int beyond = dealt.length;
        assertThatThrownBy(() -> party.examples().target(beyond)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> party.examples().read(new int[] {beyond}, 0, 1, own))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() ->
                        OwnRows.of(parties.train(), new int[] {parties.train().size()}))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shufflingAPartysRowNumbersChangesNobodysRows() {
        int[] mine = parties.party(0).rows();
        mine[0] = 99;
        int[] dealt = parties.deal(0);
        dealt[0] = -1;

        assertThat(parties.party(0).rows()).startsWith(0, 1, 2);
        assertThat(parties.deal(0)[0]).isNotNegative();
    }
}
