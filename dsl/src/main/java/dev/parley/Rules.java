package dev.parley;

import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Median;
import dev.parley.aggregate.Named;
import dev.parley.aggregate.TrimmedMean;

/**
 * Words for how the updates of a round become one: {@code federation().aggregate(named("half", u -> u.mean().times(0.5)))}.
 * {@code mean()} and {@code weightedMean()} are in {@link Parley}.
 */
public final class Rules {
    private Rules() {}

    /**
     * The median of each coordinate, every party counting the same.
     *
     * <p>Of an even number of parties, the mean of the middle two (Yin et al., ICML 2018). Withstands nearly half of the
     * parties sending anything. Holds all updates of a round: 4 bytes a parameter and party, which is said before the
     * training where it is much.
     *
     * <p>Example: {@code federation().aggregate(median()).train(softmax(), hospitals)}
     */
    public static Median median() {
        return new Median();
    }

    /**
     * The mean of each coordinate without its smallest and its largest numbers, every party counting the same.
     *
     * <p>Of n parties floor(share x n) are left out at each end (Yin et al., ICML 2018). Holds all updates of a round.
     *
     * <p>Example: {@code federation().aggregate(trimmedMean(0.2)).train(softmax(), hospitals)}
     *
     * @param share at least 0 and below 0.5; 0.1 or 0.2 are usual
     * @throws dev.parley.fault.PlanException for another share
     */
    public static TrimmedMean trimmedMean(double share) {
        return new TrimmedMean(share);
    }

    /**
     * A rule of your own, with a name for tables and files.
     *
     * <p>The rule gets all updates of a round at once: {@code updates.list()}, {@code mean()}, {@code weightedMean()},
     * and of an update {@code delta()} and {@code examples()}. A run's file keeps the name only:
     * {@code replay(path, rule)} is given the rule again.
     *
     * <p>Example: {@code federation().aggregate(named("half the mean", updates -> updates.mean().times(0.5)))}
     *
     * @param name what plans, tables and charts call it
     * @param rule takes the updates, at least one, to a delta of their length; vectors are valid inside the call only
     */
    public static Named named(String name, Aggregation rule) {
        return new Named(name, rule);
    }
}
