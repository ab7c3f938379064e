package dev.parley.aggregate;

import dev.parley.message.Updates;
import dev.parley.num.ParamVector;

/** Makes one delta of the updates of a round: coordinator's side, so a lambda works on every engine. */
@FunctionalInterface
public interface Aggregation {
    /**
     * The round's delta, a new vector of the same length.
     *
     * @param updates at least one, in party order; valid only during the call: a vector of theirs that is used after the
     *     round throws, so keep a {@code copy()}
     */
    ParamVector aggregate(Updates updates);
}
