package dev.parley.aggregate;

import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;

/** A weighted mean and nothing more: coordinator's side; updates are added as they come, in O(n) memory. */
public interface LinearAggregation extends Aggregation {
    /** The weight of an update, at least 0. */
    double weight(Update update);

    @Override
    default ParamVector aggregate(Updates updates) {
        return updates.mean(this::weight);
    }
}
