package dev.parley.aggregate;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;

/**
 * The plain mean of updates that are scaled by min(1, c / |w_i|), so that none counts for more than a vector of norm c (Sun
 * et al., 2019, section 4).
 *
 * <p>A rule of the coordinator; the filter {@code clip(c)} bounds at the parties too. Holds all updates of a round.
 *
 * @param c above 0, in the unit of an update
 */
public record NormClipping(double c) implements Aggregation {
    public NormClipping {
        if (!(c > 0 && Double.isFinite(c))) {
            throw new PlanException("normClipping(c) needs a norm above 0, but " + Check.text(c) + " was given");
        }
    }

    @Override
    public ParamVector aggregate(Updates updates) {
        ParamVector sum = updates.list().get(0).delta().times(0);
        for (var update : updates) {
            double norm = update.delta().norm();
            sum.add(Math.min(1, c / Math.max(norm, Double.MIN_NORMAL)) / updates.size(), update.delta());
        }
        return sum;
    }

    @Override
    public boolean withstands() {
        return true;
    }

    @Override
    public String toString() {
        return "normClipping(" + Check.text(c) + ")";
    }
}
