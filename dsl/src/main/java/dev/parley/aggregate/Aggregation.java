package dev.parley.aggregate;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Filter;
import dev.parley.filter.Fold;
import dev.parley.filter.Setting;
import dev.parley.message.Member;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.List;

/** Makes one delta of the updates of a round: coordinator's side, so a lambda works on every engine. */
@FunctionalInterface
public interface Aggregation {
    /**
     * The round's delta, a new vector of the same length.
     *
     * @param updates at least one, in party order; their vectors end with the round
     */
    ParamVector aggregate(Updates updates);

    /**
     * Begins a round. Collects all updates, unless a rule knows how to take them one by one.
     *
     * @param cohort who was asked
     */
    default Fold begin(CoordinatorSide here, List<Member> cohort) {
        return new Collecting(this, here);
    }

    /**
     * This rule as it is for a training, where it depends on the parties or their client.
     *
     * @throws dev.parley.fault.PlanException where it does not suit them
     */
    default Aggregation suited(Setting setting) {
        return this;
    }

    /** Filters that a plan with this rule gets, such as one that sends what the rule looks at. */
    default List<Filter> needs() {
        return List.of();
    }

    /**
     * Tells whether the rule is there to withstand attackers. Everything else that parties send then goes through it as
     * well, each vector by itself: a plain mean of it would be a way around the rule.
     */
    default boolean withstands() {
        return false;
    }

    /** Least number of updates that a round needs. */
    default int least() {
        return 1;
    }

    /**
     * Bytes of memory for a round.
     *
     * @param parameters n
     * @param cohort how many parties take part
     */
    default long bytes(long parameters, int cohort) {
        return Float.BYTES * parameters * cohort;
    }
}
