package dev.parley.round;

import dev.parley.result.RoundResult;
import dev.parley.result.RoundTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The finished rounds of a run, in memory that does not grow with parties times rounds for ever.
 *
 * <p>A row is what one party did in a round, or its score of the model on its own rows. Rounds are listed row by row as
 * long as all rows together are at most 2,000,000; rounds after that keep totals alone ({@link RoundTotals}), but for the
 * last one, the last in which models of the parties' own were evaluated, and the last in which parties measured scores.
 */
public final class RoundHistory {
    private static final int MOST = 2_000_000;

    private final long most;
    private final List<RoundResult> rounds = new ArrayList<>();
    /** Rounds past the limit that are still listed, by their place. */
    private final List<Integer> late = new ArrayList<>();

    private long rows;

    /** Goes on from the rounds of an earlier training. */
    RoundHistory(long most, List<RoundResult> earlier) {
        this.most = most;
        earlier.forEach(this::add);
    }

    /** With the limit of all runs. */
    RoundHistory(List<RoundResult> earlier) {
        this(MOST, earlier);
    }

    /**
     * Note for the user before a run that will come to more rows than are kept.
     *
     * @param rows what all its rounds come to
     */
    public static Optional<String> note(long rows) {
        return rows <= MOST
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "this comes to %,d rows of parties; the first %,d and those of the last round are kept, other rounds"
                                + " keep their totals",
                        rows,
                        MOST));
    }

    /** Adds the next round, and takes the rows of earlier ones away where they are too many. */
    void add(RoundResult next) {
        rounds.add(next);
        rows += next.parties().size()
                + next.scores().size()
                + next.unlisted().map(RoundTotals::rows).orElse(0L);
        if (rows <= most) {
            return;
        }
        late.add(rounds.size() - 1);
        List<Integer> needed = List.of(
                rounds.size() - 1,
                last(round ->
                        round.parties().stream().anyMatch(party -> party.own().isPresent())),
                last(round -> !round.scores().isEmpty()));
        for (int at : late) {
            if (!needed.contains(at)) {
                rounds.set(at, rounds.get(at).unlist());
            }
        }
        late.retainAll(needed);
    }

    /** Puts the last round in the place of what it was. */
    void replaceLast(RoundResult closed) {
        rounds.set(rounds.size() - 1, closed);
    }

    private int last(Predicate<RoundResult> has) {
        for (int i = late.size() - 1; i >= 0; i--) {
            if (has.test(rounds.get(late.get(i)))) {
                return late.get(i);
            }
        }
        return -1;
    }

    /** The rounds so far, in order; this object's own list. */
    List<RoundResult> all() {
        return rounds;
    }
}
