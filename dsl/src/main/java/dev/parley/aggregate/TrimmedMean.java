package dev.parley.aggregate;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;

/**
 * The mean of each coordinate without its k smallest and its k largest numbers, k = floor(share n), every party counting
 * the same (Yin et al., ICML 2018, option II).
 *
 * <p>The mean is summed in double and rounded once. {@code trimmedMean(0)} is {@code mean()} but for rounding. With few
 * parties k may be 0: of 4 parties a share of 0.2 takes none away. Holds all updates of a round, 4 bytes a parameter and
 * party; costs about K (log K)^2 / 6 comparisons a coordinate.
 *
 * @param share of the parties that is left out at each end, at least 0 and below 0.5
 */
public record TrimmedMean(double share) implements Aggregation {
    public TrimmedMean {
        if (!(share >= 0 && share < 0.5)) {
            throw new PlanException(
                    "trimmedMean(share) needs a share of at least 0 and below 0.5, which is left out at each"
                            + " end, but " + Check.text(share) + " was given; 0.1 or 0.2 are usual");
        }
    }

    /** Number of values that are left out of n at each end. */
    int trimmed(int n) {
        return (int) Math.floor(share * n + 1e-9); // 0.1 x 30 is 3, although 0.1 is a little less
    }

    @Override
    public ParamVector aggregate(Updates updates) {
        int k = trimmed(updates.size());
        return OrderStatistics.mean(updates, k, updates.size() - k);
    }

    @Override
    public boolean withstands() {
        return true;
    }

    @Override
    public String toString() {
        return "trimmedMean(" + Check.text(share) + ")";
    }
}
