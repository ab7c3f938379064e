package dev.parley;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.fault.PartyException;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.End;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.result.RoundEvent;
import dev.parley.run.Run;
import dev.parley.train.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A party that throws or answers NaN, and a training that is stopped: nothing that was finished is lost. */
class FailureTest {
    private final Parties hospitals = dataset("breast-cancer").split(4, iid());

    /** Trains as usual, but for one party in one round. */
    private record Breaks(int party, int round, boolean silently) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            Update update = new LocalSgd(0.1).train(from, here);
            if (here.party().index() == party && from.round() == round) {
                if (!silently) {
                    throw new IllegalStateException("the disk is full");
                }
                update.delta().scale(Double.NaN);
            }
            return update;
        }

        @Override
        public double rate() {
            return 0.1;
        }
    }

    @Test
    void aPartyThatThrowsEndsTheRunAndFinishedRoundsAreKept() {
        assertThatThrownBy(() ->
                        federation().rounds(5).client(new Breaks(2, 3, false)).train(logistic(), hospitals))
                .isInstanceOf(PartyException.class)
                .hasMessage(
                        "party-3 failed in round 3 while training: threw java.lang.IllegalStateException: the disk is"
                                + " full\n3 of 4 parties answered, 4 are needed; minParties(n) goes on with fewer. lastRun() has"
                                + " the 2 finished rounds, and lastRun().resume() goes on from there")
                .hasRootCauseMessage("the disk is full");
        Run kept = lastRun();
        assertThat(kept.rounds()).hasSize(2);
        assertThat(kept.complete()).isFalse();
        assertThat(kept.stopped()).isEqualTo("failed in round 3");
        var table = kept.partyTable();
        assertThat(table.rowCount()).isEqualTo(4 + 4 + 4);
        assertThat(table.stringColumn("error").get(10)).contains("party-3 failed in round 3 while training");
        assertThat(federation().rounds(2).train(logistic(), hospitals).fingerprint())
                .isEqualTo(kept.fingerprint());
    }

    @Test
    void withEnoughAnswersTheRoundGoesOn() {
        Run run = federation()
                .rounds(4)
                .minParties(3)
                .client(new Breaks(1, 2, false))
                .train(logistic(), hospitals);
        assertThat(run.complete()).isTrue();
        assertThat(run.table().intColumn("parties").asList()).containsExactly(4, 3, 4, 4);
        assertThat(run.partyTable().stringColumn("error").get(5)).contains("the disk is full");
    }

    @Test
    void anUpdateThatIsNotFiniteIsAFailureAndNeverAveraged() {
        Run run = federation()
                .rounds(4)
                .minParties(1)
                .client(new Breaks(0, 2, true))
                .train(logistic(), hospitals);
        assertThat(run.loss()).isFinite();
        assertThat(run.partyTable().stringColumn("error").get(4)).contains("NaN or infinite");
        assertThatThrownBy(() -> federation().client(new Breaks(0, 1, true)).train(logistic(), hospitals))
                .isInstanceOf(PartyException.class)
                .hasMessageStartingWith(
                        "party-1 failed in round 1 while training: its update holds NaN or infinite numbers");
    }

    @Test
    void anErrorInAUsersLambdaLosesNoFinishedRoundEither() {
        assertThatThrownBy(() -> federation()
                        .rounds(5)
                        .onRound(r -> {
                            if (r.round() == 3) {
                                throw new AssertionError("mine");
                            }
                        })
                        .train(logistic(), hospitals))
                .isInstanceOf(AssertionError.class)
                .hasMessage("mine");
        assertThat(lastRun().rounds()).hasSize(3);
        assertThat(lastRun().stopped()).isEqualTo("failed after round 3");
    }

    @Test
    void whoHearsOfTheEndFindsTheRunKept() {
        List<Integer> kept = new ArrayList<>();
        federation()
                .rounds(3)
                .listen(event -> {
                    if (event instanceof RoundEvent.Ended) {
                        kept.add(lastRun().rounds().size());
                    }
                })
                .train(logistic(), hospitals);
        federation().rounds(2).train(logistic(), hospitals);
        assertThat(kept).containsExactly(3);
    }

    @Test
    void aListenerThatThrowsEndsTheTrainingAndTheDisplayToo() {
        List<RoundEvent> shown = new ArrayList<>();
        try (Host host = Host.open().display(() -> shown::add)) {
            assertThatThrownBy(() -> federation()
                            .listen(event -> {
                                throw new IllegalStateException("mine");
                            })
                            .train(logistic(), hospitals))
                    .hasMessage("mine");
            assertThatThrownBy(host::lastRun).hasMessage("lastRun() has nothing to show: nothing was trained yet");
        }
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0)).isInstanceOf(RoundEvent.Started.class);
        assertThat(shown.get(1)).isEqualTo(new RoundEvent.Ended(0, new End.Failed(new End.Point(End.When.BEFORE, 1))));
    }

    @Test
    void localModelsHaveNoParametersInCommon() {
        assertThatThrownBy(() -> local().epochs(1).onRound(r -> r.params()).train(logistic(), hospitals))
                .isInstanceOf(PlanException.class)
                .hasMessage("r.params() needs one model, but local() trains one for each of 4 parties; use"
                        + " run.party(name).weights() after the training");
        assertThat(lastRun().rounds()).hasSize(1);
    }

    @Test
    void onRoundStopsTheTraining() {
        Run run = federation()
                .rounds(50)
                .onRound(r -> {
                    if (r.round() == 4) {
                        r.stop();
                    }
                })
                .train(logistic(), hospitals);
        assertThat(run.rounds()).hasSize(4);
        assertThat(run.stopped()).isEqualTo("stopped by onRound after round 4");
    }

    @Test
    void anInterruptKeepsTheFinishedRoundsAndEndsTheThreads() throws InterruptedException {
        AtomicReference<Run> result = new AtomicReference<>();
        Thread cell = new Thread(() -> {
            result.set(federation()
                    .rounds(100_000)
                    .onRound(r -> {
                        if (r.round() == 5) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .train(mlp(32), hospitals));
        });
        cell.start();
        cell.join(20_000);
        assertThat(result.get().rounds()).hasSize(5);
        assertThat(result.get().stopped()).isEqualTo("interrupted in round 6");
        assertThat(result.get().fingerprint())
                .isEqualTo(federation().rounds(5).train(mlp(32), hospitals).fingerprint());
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("parley-") && thread.isAlive());
    }
}
