package dev.parley.round;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.data.Parties;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.End;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.Place;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.run.Run;
import org.junit.jupiter.api.Test;

/** Facts of a round that a filter's half at the coordinator can note. */
class FilterHalvesTest {
    private static final Parties PARTIES = dataset("iris").split(3, iid());

    /** Notes how far it has come, and has had enough after a round. */
    private record Budget(int enough) implements Filter {
        @Override
        public Place place() {
            return Place.BOUND;
        }

        @Override
        public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
            double spent = here.memory().number("spent", 0) + 0.5;
            here.memory().put("spent", spent);
            here.note("spent", spent);
            if (to.round() == enough) {
                here.stop("the budget of " + enough);
            }
            return inner.with(to);
        }
    }

    private static Run train(int enough) {
        return federation().rounds(4).filter(new Budget(enough)).train(softmax(), PARTIES);
    }

    @Test
    void aNoteIsAColumnOfTheRun() {
        assertThat(train(9).table().doubleColumn("spent").asList()).containsExactly(0.5, 1.0, 1.5, 2.0);
    }

    @Test
    void aFilterEndsTheTrainingAfterItsRound() {
        Run run = train(2);

        assertThat(run.rounds()).hasSize(2);
        assertThat(run.end()).isEqualTo(new End.Stopped("the budget of 2", 2));
        assertThat(run.stopped()).startsWith("stopped by the budget of 2 after round 2");
    }

    /** Asks for the end in some rounds. */
    private record Tired(java.util.List<Integer> of) implements Filter {
        @Override
        public Place place() {
            return Place.BOUND;
        }

        @Override
        public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
            if (of.contains(to.round())) {
                here.stop("round " + to.round());
            }
            return inner.with(to);
        }
    }

    @Test
    void aStopThatWasOverruledCountsAgainAfterARoundWithoutOne() {
        Run run = federation()
                .rounds(8)
                .filter(new Tired(java.util.List.of(2, 3, 5)))
                .train(softmax(), PARTIES);

        Run more = run.resume();

        assertThat(run.rounds()).hasSize(2);
        assertThat(more.end()).isEqualTo(new End.Stopped("round 5", 5));
        assertThat(more.resume().complete()).isTrue();
    }

    @Test
    void itsMemoryGoesOnWithTheRun() {
        Run run = train(2).resume();

        assertThat(run.table().doubleColumn("spent").asList()).containsExactly(0.5, 1.0, 1.5, 2.0);
        assertThat(run.fingerprint()).isEqualTo(train(9).fingerprint());
    }
}
