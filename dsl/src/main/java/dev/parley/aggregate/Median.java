package dev.parley.aggregate;

import dev.parley.message.Updates;
import dev.parley.num.ParamVector;

/**
 * The median of each coordinate, every party counting the same; of an even number, the mean of the middle two, as NumPy
 * has it (Yin et al., ICML 2018, option I).
 *
 * <p>Up to half of the parties may send anything finite and cannot move a coordinate out of the range of the others. It
 * is no mean: with unequal parties it is biased towards what most of them have. Holds all updates of a round, 4 bytes a
 * parameter and party; costs about
 * K (log K)^2 / 8 comparisons a coordinate.
 */
public record Median() implements Aggregation {
    @Override
    public ParamVector aggregate(Updates updates) {
        int n = updates.size();
        return OrderStatistics.mean(updates, (n - 1) / 2, n / 2 + 1);
    }

    @Override
    public boolean withstands() {
        return true;
    }

    @Override
    public String toString() {
        return "median()";
    }
}
