package dev.parley.kernel.render;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.logistic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.data.Parties;
import dev.parley.filter.End;
import dev.parley.message.Member;
import dev.parley.result.Outcome;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundResult;
import dev.parley.result.State;
import dev.parley.run.Run;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Words in a run's view beside its numbers. */
class RunViewTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(4, iid());

    private static PartyResult failed(int round, int party) {
        Member member = new Member(party, "party-" + (party + 1), 100);
        return PartyResult.failed(round, member, "no power in round " + round);
    }

    @Test
    void saysWhichRoundsArePastTheLimitOfRowsAndCountsTheirFailures() {
        Run run = federation().rounds(3).train(logistic(), HOSPITALS);
        assertThat(html(run)).doesNotContain("limit of rows").doesNotContain("more failures");
        List<RoundResult> rounds = run.rounds().stream()
                .map(round -> new RoundResult(
                        round.round(),
                        round.evaluation(),
                        round.validation(),
                        IntStream.range(0, 3)
                                .mapToObj(party -> failed(round.round(), party))
                                .toList(),
                        round.scores(),
                        round.measures(),
                        round.examples(),
                        round.steps(),
                        round.seconds()))
                .map(round -> round.round() == 2 ? round.unlist() : round)
                .toList();
        Run past = run.after(new Outcome(3, rounds, List.of(), State.NONE, new End.Complete(), Optional.empty()));
        assertThat(html(past))
                .contains("past the limit of rows: of round 2 only totals are kept, no row a party")
                .contains("round 2, party-1: no power in round 2")
                .contains("and 4 more failures: run.partyTable() has the first of each round at least");
    }

    private static String html(Run run) {
        return String.valueOf(RunView.of(run).data().get("text/html"));
    }
}
