package dev.parley.cohort;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.List;

/** Who takes part in a round: coordinator's side. */
public interface Participation {
    /**
     * Draws a round's parties.
     *
     * @param turn the round
     * @param all all parties, in order
     * @param here named streams, a memory
     * @param ask an exchange with all parties, for a choice that asks them first; asking costs bytes
     * @return ascending indices; there may be none
     */
    int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask);

    /** How many parties a round has, or is to have in the mean. */
    double expected(int parties);

    /**
     * Whether a party that was drawn is still there at a step; asked before each step of a round.
     *
     * @param step the step that comes next
     */
    default boolean stays(Turn step, Member one, CoordinatorSide here) {
        return true;
    }
}
