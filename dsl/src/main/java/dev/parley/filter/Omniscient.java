package dev.parley.filter;

import dev.parley.message.Update;
import java.util.List;

/**
 * A filter that knows all updates of a round before any is combined, as an attacker who sees the others' does: coordinator's
 * side, and so a simulation's alone.
 *
 * <p>All updates of a round are held in memory for it, at the place among filters that it has.
 */
public interface Omniscient extends Filter {
    /**
     * Changes updates of a round.
     *
     * @param round all that came, in party order
     * @return as many, of the same parties in the same order; vectors that are not handed on are to be closed
     */
    List<Update> all(List<Update> round, CoordinatorSide here);
}
