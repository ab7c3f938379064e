package dev.parley.run;

import dev.parley.fault.PlanException;
import dev.parley.num.ParamVector;
import dev.parley.plan.Choice;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.result.Outcome;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundResult;
import dev.parley.result.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One party's part of a training in which each has a model of its own, as a run. */
final class OneParty {
    private OneParty() {}

    /**
     * A party's own model beside the common one.
     *
     * @throws PlanException where it was not handed over
     */
    static Run personal(Run whole, String party) {
        int index = whole.setting().member(party).index();
        ParamVector own = whole.outcome().state().own().get(index);
        if (own == null) {
            boolean home = !whole.plan().handsOver();
            throw new PlanException("run.party(\"" + party + "\") needs the party's own model, but "
                    + (home
                            ? "with handOver(false) it stays with the party; leave that out"
                            : "'" + whole.name() + "' was " + whole.stopped()
                                    + ", and models are handed over after the last round; go on with run.resume()"));
        }
        return part(whole, party, whole.plan(), own);
    }

    /** The part of the party of a name, of the rounds of which its rows are kept. */
    static Run of(Run whole, String party) {
        int index = whole.setting().member(party).index();
        Plan plan = Plan.of(Kind.CENTRALIZED).with(Choice.EPOCHS, whole.plan().epochs());
        return part(whole, party, plan, whole.outcome().params().get(index));
    }

    private static Run part(Run whole, String party, Plan plan, ParamVector model) {
        int index = whole.setting().member(party).index();
        List<RoundResult> own = new ArrayList<>();
        for (RoundResult round : whole.rounds()) {
            List<PartyResult> mine = round.parties().stream()
                    .filter(result -> result.party().index() == index)
                    .toList();
            if (mine.isEmpty() && round.unlisted().isPresent()) {
                continue;
            }
            own.add(new RoundResult(
                    round.round(),
                    mine.stream()
                            .map(PartyResult::own)
                            .flatMap(Optional::stream)
                            .findFirst(),
                    Optional.empty(),
                    mine,
                    round.scores().stream()
                            .filter(score -> score.party().index() == index)
                            .toList(),
                    new TreeMap<>(),
                    mine.stream().mapToLong(PartyResult::samplesSeen).sum(),
                    mine.stream().mapToLong(PartyResult::steps).sum(),
                    mine.stream().mapToDouble(PartyResult::millis).sum() / 1e3));
        }
        Outcome all = whole.outcome();
        Outcome alone = new Outcome(all.planned(), own, List.of(), State.of(List.of(model)), all.end(), all.failure());
        return whole.part(party, plan, alone);
    }
}
