package dev.parley.cohort;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.List;
import java.util.Optional;

/** Draws the parties of a round: coordinator's side. */
public interface Participation {
    /**
     * Draws a round's parties.
     *
     * @param turn the round
     * @param all those to draw from, in order: all parties, or those that are there
     * @param here named streams, a memory
     * @param ask an exchange with all parties, for a choice that asks them first; asking costs bytes
     * @return ascending places in {@code all}; there may be none
     */
    int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask);

    /** Number of parties that a round has, or is to have in the mean. */
    double expected(int parties);

    /**
     * Tells whether a drawn party is still there at a step; asked before each step of a round, until it is not.
     *
     * @param step the step that comes next
     */
    default boolean stays(Turn step, Member one, CoordinatorSide here) {
        return true;
    }

    /**
     * Tells whether parties with more rows are drawn more often, so that a mean weighted by rows counts their rows
     * twice.
     */
    default boolean byRows() {
        return false;
    }

    /** Tells whether a round may have fewer parties than is expected, though none fails. */
    default boolean varies() {
        return false;
    }

    /**
     * Why it does not suit the parties there are, as a message of what was asked, what was found and what to do.
     *
     * @param parties their names, in order
     */
    default Optional<String> refusal(List<String> parties) {
        return Optional.empty();
    }
}
