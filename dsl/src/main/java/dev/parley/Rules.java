package dev.parley;

import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Named;

/**
 * Words for how the updates of a round become one: {@code federation().aggregate(named("half", u -> u.mean().times(0.5)))}.
 * {@code mean()} and {@code weightedMean()} are in {@link Parley}.
 */
public final class Rules {
    private Rules() {}

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
