package dev.parley.aggregate;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Fold;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.List;

/** A weighted mean and nothing more: coordinator's side; updates are added as they come, in O(n) memory. */
public interface LinearAggregation extends Aggregation {
    /** The weight of an update, at least 0. */
    double weight(Update update);

    @Override
    default ParamVector aggregate(Updates updates) {
        return updates.mean(this::weight);
    }

    @Override
    default Fold begin(CoordinatorSide here, List<Member> cohort) {
        return new Streaming(this, here);
    }

    @Override
    default long bytes(long parameters, int cohort) {
        return Float.BYTES * parameters;
    }
}
