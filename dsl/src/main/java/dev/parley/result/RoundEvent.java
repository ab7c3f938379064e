package dev.parley.result;

import dev.parley.filter.End;
import dev.parley.message.Member;
import dev.parley.plan.Kind;
import java.util.List;
import java.util.Set;

/** Events of a run, in order, on the thread that trains. */
public sealed interface RoundEvent {
    /**
     * Before the first round.
     *
     * @param kind which of the four sentences
     * @param title what runs, in one line
     * @param rounds how many are planned
     * @param members all parties
     * @param notes what the user should know, a sentence each
     * @param attackers parties that attack, by name
     */
    record Started(Kind kind, String title, int rounds, List<Member> members, List<String> notes, Set<String> attackers)
            implements RoundEvent {
        /** Start of a run that nobody attacks. */
        public Started(Kind kind, String title, int rounds, List<Member> members, List<String> notes) {
            this(kind, title, rounds, members, notes, Set.of());
        }
    }

    /**
     * After {@link Started}, where a run is gone on with.
     *
     * @param earlier the rounds that were finished before
     */
    record Resumed(List<RoundResult> earlier) implements RoundEvent {}

    /**
     * A cohort is drawn and starts to work.
     *
     * @param round from 1
     * @param cohort the drawn parties' indices
     */
    record RoundBegun(int round, List<Integer> cohort) implements RoundEvent {}

    /**
     * A party's answer was taken, or its failure.
     *
     * @param result what it did
     */
    record PartyDone(PartyResult result) implements RoundEvent {}

    /**
     * A round is finished.
     *
     * @param result what came out
     */
    record RoundEnded(RoundResult result) implements RoundEvent {}

    /**
     * After the last round.
     *
     * @param rounds finished rounds
     * @param end how it ended
     */
    record Ended(int rounds, End end) implements RoundEvent {
        /** Why it ended early, in words; empty where all rounds are done. */
        public String why() {
            return end.words();
        }

        /** Message that says what was kept of a training that ended early, and how to go on. */
        public String kept() {
            return rounds == 0
                    ? "no round was finished"
                    : "lastRun() has " + rounds + (rounds == 1 ? " finished round" : " finished rounds")
                            + "; lastRun().resume() goes on from there";
        }
    }
}
