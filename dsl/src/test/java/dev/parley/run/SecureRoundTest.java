package dev.parley.run;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.load;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.plot;
import static dev.parley.Parley.save;
import static dev.parley.Parley.softmax;
import static dev.parley.Sums.secure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.result.PartyResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round under masks can be looked at: noise came, the mean went out, and each step has its price. */
class SecureRoundTest {
    private static final Parties SIX = dataset("digits").split(6, iid());
    private static final Run HIDDEN =
            federation().rounds(2).aggregate(secure(mean())).train(softmax(), SIX);
    private static final Run OPEN = federation().rounds(1).aggregate(mean()).train(softmax(), SIX);

    @Test
    void aMaskedVectorIsEvenOverTheRingAndTheMeanIsThatOfTheUpdates() {
        SecureRound first = HIDDEN.secureRound(1);
        assertThat(first.title()).isEqualTo("federation, round 1: secure(mean()) of 6 parties");
        assertThat(first.bits()).isEqualTo(20 + 3);
        assertThat(first.parts()).hasSize(32);
        assertThat(first.parts().stream().mapToDouble(each -> each).sum())
                .isEqualTo(OPEN.weights().length());
        // each of 32 parts is nearer but with a probability below one in a million
        assertThat(first.unevenness()).isLessThan(6.5);
        assertThat(first.masked()).hasSize(8).allMatch(each -> each >= 0 && each < 1 << 23);
        for (int i = 0; i < 8; i++) {
            assertThat(first.mean().get(i)).isCloseTo(OPEN.weights().getDouble(i), offset(2e-5)); // it begins at 0
        }
    }

    @Test
    void theCostsOfStepsAreAllBytesOfTheRound() {
        SecureRound second = HIDDEN.secureRound(2);
        assertThat(second.table().stringColumn("step").asList()).containsExactly("keys", "shares", "train", "unmask");
        List<PartyResult> parties = HIDDEN.rounds().get(1).parties();
        assertThat(second.steps().stream().mapToLong(step -> step.bytesUp()).sum())
                .isEqualTo(parties.stream().mapToLong(PartyResult::bytesUp).sum());
        assertThat(second.steps().stream().mapToLong(step -> step.bytesDown()).sum())
                .isEqualTo(parties.stream().mapToLong(PartyResult::bytesDown).sum());
        assertThat(second.steps()).allMatch(step -> step.seconds() > 0 && step.parties() == 6);
        assertThat(second.coordinator()).hasSize(4).allMatch(seconds -> seconds > 0);
        assertThat(second.toString())
                .contains("the vector of party-1 as it came, modulo 2^23: ", "ms of the coordinator");
    }

    @Test
    void isDrawn() {
        assertThat(plot(HIDDEN.secureRound(1)).getSeriesCollection())
                .extracting(each -> each.getName())
                .containsExactly("a party", "the coordinator");
        assertThat(plot(HIDDEN.secureRound(1), "bytes").getSeriesCollection())
                .extracting(each -> each.getName())
                .containsExactly("received", "sent");
        assertThatThrownBy(() -> plot(HIDDEN.secureRound(1), "memory"))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "plot(run.secureRound(n), \"memory\"): costs are drawn in \"time\" or \"bytes\"; choose one of"
                                + " these");
    }

    @Test
    void isInTheRunsFile(@TempDir Path folder) {
        String path = folder.resolve("run.json").toString();
        save(HIDDEN, path);
        assertThat(load(path).secureRound(2)).isEqualTo(HIDDEN.secureRound(2));
        assertThat(load(path).ledger().toString()).isEqualTo(HIDDEN.ledger().toString());
    }

    @Test
    void saysWhereNothingWasHidden() {
        assertThatThrownBy(() -> OPEN.secureRound(1))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "secureRound(1) shows what a sum hid, but in round 1 of 'federation' no sum was opened; train"
                                + " with aggregate(secure(mean()))");
        assertThatThrownBy(() -> OPEN.secureRound(3))
                .hasMessage("secureRound(3): 'federation' has 1 finished rounds; ask for one of these, from 1");
    }
}
