package dev.parley.filter;

import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.fault.PartyException;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters of a user's own: what they note, remember and end. */
class OwnFilterTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(4, iid());

    static {
        List.of(Notes.class, Stops.class, Rounds.class, Breaks.class).forEach(record -> register(record));
    }

    @TempDir
    Path folder;

    private static Federation plan() {
        return federation().rounds(6);
    }

    /** Notes how many answered, and in even rounds one number more. */
    record Notes(double value) implements Filter {
        @Override
        public Place place() {
            return Place.BOUND;
        }

        @Override
        public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
            Aggregate all = inner.with(to);
            here.note("came", all.from().size());
            if (to.round() % 2 == 0) {
                here.note("even", value);
            }
            return all;
        }
    }

    @Test
    void whatIsNotedIsAColumnOfTheRoundsAndTheTable() {
        Run run = plan().cohort(3).filter(new Notes(0.5)).train(logistic(), HOSPITALS);
        assertThat(run.rounds().get(0).measures()).containsExactly(Map.entry("came", 3.0));
        assertThat(run.rounds().get(1).measures()).containsExactly(Map.entry("came", 3.0), Map.entry("even", 0.5));
        assertThat(run.table().doubleColumn("came").asList()).containsExactly(3.0, 3.0, 3.0, 3.0, 3.0, 3.0);
        assertThat(run.table().doubleColumn("even").asList()).containsExactly(null, 0.5, null, 0.5, null, 0.5);
        assertThat(run.table().columnNames()).containsSubsequence("accuracy", "came", "even", "parties");
        assertThat(run.fingerprint())
                .isEqualTo(plan().cohort(3).train(logistic(), HOSPITALS).fingerprint());
    }

    @Test
    void whatIsNotedIsKeptInAFileAndNotedAgainInAReplay() {
        Run run = plan().filter(new Notes(0.1)).train(logistic(), HOSPITALS);
        String path = folder.resolve("noted").toString();
        save(run, path);
        assertThat(load(path).table().doubleColumn("even").asList())
                .isEqualTo(run.table().doubleColumn("even").asList());
        assertThat(load(path).rounds().get(1).measures())
                .isEqualTo(run.rounds().get(1).measures());
        assertThat(replay(path).rounds().get(1).measures())
                .isEqualTo(run.rounds().get(1).measures());
    }

    /** Asks for an end in one round, or from it on. */
    record Stops(int round, boolean on) implements Filter {
        @Override
        public Place place() {
            return Place.BOUND;
        }

        @Override
        public Update arrived(Update one, CoordinatorSide here) {
            if (here.turn().round() == round || (on && here.turn().round() > round)) {
                here.stop("the privacy budget is spent");
            }
            return one;
        }
    }

    @Test
    void aStopEndsTheTrainingAfterItsRound() {
        Run run = plan().filter(new Stops(3, false)).train(logistic(), HOSPITALS);
        assertThat(run.end()).isEqualTo(new End.Stopped("the privacy budget is spent", 3));
        assertThat(run.stopped()).isEqualTo("stopped by the privacy budget is spent after round 3");
        assertThat(run.complete()).isFalse();
        assertThat(run.rounds()).hasSize(3);
        assertThat(run.fingerprint())
                .isEqualTo(plan().rounds(3).train(logistic(), HOSPITALS).fingerprint());
    }

    @Test
    void aStopInTheLastRoundEndsNothing() {
        assertThat(plan().filter(new Stops(6, false))
                        .train(logistic(), HOSPITALS)
                        .end())
                .isEqualTo(new End.Complete());
    }

    @Test
    void aStopIsOverruledByAResumeInThisProcessAndFromAFile() {
        Run whole = plan().train(logistic(), HOSPITALS);
        for (boolean on : new boolean[] {false, true}) {
            String path = folder.resolve("stopped " + on).toString();
            Run part =
                    plan().filter(new Stops(2, on)).checkpoint(path, every(1)).train(logistic(), HOSPITALS);
            assertThat(part.rounds()).hasSize(2);
            assertThat(load(path).end()).isEqualTo(part.end());
            assertThat(load(path).resume().fingerprint()).isEqualTo(whole.fingerprint());
            assertThat(part.resume().fingerprint()).isEqualTo(whole.fingerprint());
        }
    }

    @Test
    void ofTwoWhoStopTheCallbackIsNamed() {
        Run run = plan().filter(new Stops(2, false))
                .onRound(view -> {
                    if (view.round() == 2) {
                        view.stop();
                    }
                })
                .train(logistic(), HOSPITALS);
        assertThat(run.end()).isEqualTo(new End.Stopped("onRound", 2));
    }

    /** Counts rounds at the coordinator and at each party, in its own memories, and sends and notes what it counted. */
    record Rounds() implements Filter {
        @Override
        public Place place() {
            return Place.BOUND;
        }

        @Override
        public Update atParty(Broadcast from, PartySide here, Answer inner) {
            double rounds = here.memory().number("rounds", 0) + 1;
            here.memory().put("rounds", rounds);
            here.secrets().put("rounds", here.secrets().number("rounds", 0) + 1);
            return inner.to(from, here)
                    .and("my rounds", rounds)
                    .and("secret", here.secrets().number("rounds", 0));
        }

        @Override
        public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
            double rounds = here.memory().number("rounds", 0) + 1;
            here.memory().put("rounds", rounds);
            here.secrets().put("rounds", here.secrets().number("rounds", 0) + 1);
            here.note("rounds", rounds);
            here.note("secret", here.secrets().number("rounds", 0));
            return inner.with(to);
        }
    }

    /** Fails at one party in one round; outside of the others. */
    record Breaks(int party, int round) implements Filter {
        @Override
        public Place place() {
            return Place.ANSWER;
        }

        @Override
        public Update atParty(Broadcast from, PartySide here, Answer inner) {
            Update answer = inner.to(from, here);
            if (here.member().index() == party && from.round() == round) {
                answer.close();
                throw new IllegalStateException("broken");
            }
            return answer;
        }
    }

    @Test
    void memoriesLastOverRoundsAndSecretsDoNot() {
        Run run = plan().filter(new Rounds()).train(logistic(), HOSPITALS);
        assertThat(run.table().doubleColumn("rounds").asList()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        assertThat(run.table().doubleColumn("secret").asList()).containsOnly(1.0);
        assertThat(run.partyTable().doubleColumn("my rounds").last(4).asList()).containsOnly(6.0);
        assertThat(run.partyTable().doubleColumn("secret").asList()).containsOnly(1.0);
    }

    @Test
    void aPartyThatFailsForgetsItsRoundAndTheCoordinatorDoesNot() {
        Run run = plan().rounds(3)
                .minParties(3)
                .filter(new Rounds())
                .filter(new Breaks(1, 2))
                .train(logistic(), HOSPITALS);
        assertThat(run.table().doubleColumn("rounds").asList()).containsExactly(1.0, 2.0, 3.0);
        assertThat(run.partyTable().doubleColumn("my rounds").last(4).asList()).containsExactly(3.0, 2.0, 3.0, 3.0);
        assertThat(run.partyTable().doubleColumn("secret").last(4).asList()).containsOnly(1.0);
    }

    @Test
    void aRoundThatFailsIsForgottenOnBothSides() {
        Federation plan = plan().filter(new Rounds());
        assertThatThrownBy(() -> plan.filter(new Breaks(1, 3)).train(logistic(), HOSPITALS))
                .isInstanceOf(PartyException.class);
        Run part = lastRun();
        assertThat(part.parts().outcome().state().coordinator().numbers())
                .containsExactly(Map.entry("rounds/rounds", 2.0));
        assertThatThrownBy(part::resume).isInstanceOf(PartyException.class);
        assertThat(lastRun().parts().outcome().state().coordinator().numbers())
                .containsExactly(Map.entry("rounds/rounds", 2.0));
    }

    @Test
    void twoOfAKindRememberApart() {
        Run run = plan().filter(new Rounds())
                .filter(new Rounds())
                .onRound(view -> view.stop())
                .train(logistic(), HOSPITALS);
        assertThat(run.parts().outcome().state().coordinator().numbers())
                .containsOnlyKeys("rounds/rounds", "rounds 2/rounds");
        assertThat(FilterNames.of(List.of(new Rounds(), new Notes(1), new Rounds(), new Rounds())))
                .containsExactly("rounds", "notes", "rounds 2", "rounds 3");
    }
}
