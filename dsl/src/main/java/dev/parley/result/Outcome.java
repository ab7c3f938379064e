package dev.parley.result;

import dev.parley.account.Attended;
import dev.parley.filter.End;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Outcome of the loop when it has ended, for whatever reason.
 *
 * @param planned rounds there were to be
 * @param rounds the finished rounds
 * @param unfinished what parties did in a round that did not come to its end
 * @param state after the last finished round
 * @param end how it ended
 * @param failure what ended it, where something failed
 * @param told bytes that parties sent before the first round, by index; empty where they were not asked in this training
 * @param activity who computed what, where an engine tells; the last pieces of very long trainings
 * @param attended who took part in how many rounds, where an account of privacy needs it
 */
public record Outcome(
        int planned,
        List<RoundResult> rounds,
        List<PartyResult> unfinished,
        State state,
        End end,
        Optional<Throwable> failure,
        SortedMap<Integer, Long> told,
        List<Activity> activity,
        Attended attended) {
    /** Outcome of a training whose engine does not tell of its work, and whose accounts need not know who took part. */
    public Outcome(
            int planned,
            List<RoundResult> rounds,
            List<PartyResult> unfinished,
            State state,
            End end,
            Optional<Throwable> failure) {
        this(planned, rounds, unfinished, state, end, failure, new TreeMap<>(), List.of(), Attended.NOBODY);
    }

    /** The same, where an engine tells who computed what. */
    public Outcome by(List<Activity> computed) {
        return new Outcome(planned, rounds, unfinished, state, end, failure, told, List.copyOf(computed), attended);
    }

    /** The same, with what parties sent before the first round. */
    public Outcome told(SortedMap<Integer, Long> bytes) {
        return new Outcome(planned, rounds, unfinished, state, end, failure, bytes, activity, attended);
    }

    /** The same, where an account needs to know who took part. */
    public Outcome attended(Attended counted) {
        return new Outcome(planned, rounds, unfinished, state, end, failure, told, activity, counted);
    }

    /** Before the first round. */
    public static Outcome nothing(int planned) {
        return new Outcome(planned, List.of(), List.of(), State.NONE, new End.Complete(), Optional.empty());
    }

    /** Throws what ended it, where something failed: as it is, also where it is a checked exception. */
    public void rethrow() {
        if (failure.isPresent()) {
            Outcome.<RuntimeException>sneak(failure.get());
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /**
     * The parameters that the training came to: those after the last finished round, or with {@code keepBest(..)} the best
     * ones; one vector, or one for each party.
     */
    public List<ParamVector> params() {
        return state.chosen();
    }
}
