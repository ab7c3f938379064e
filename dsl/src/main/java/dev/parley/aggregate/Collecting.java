package dev.parley.aggregate;

import dev.parley.fault.PlanException;
import dev.parley.filter.Combine;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Fold;
import dev.parley.message.Aggregate;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.WeightedSum;
import dev.parley.num.Arena;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * All updates of a round, for a rule that has to see them together: O(n) memory for each party.
 *
 * <p>Vectors beside {@code delta} go through the same rule, each by itself, or, where their sender says so and the rule is
 * not one that withstands attackers, take the plain mean; numbers take the plain mean.
 */
final class Collecting implements Fold {
    private final Aggregation rule;
    private final ByVector how;
    private final CoordinatorSide here;
    private final List<Update> waiting = new ArrayList<>();
    /** The updates' vectors, and what a rule makes of them, end with the round. */
    private final Arena arena = new Arena();

    Collecting(Aggregation rule, CoordinatorSide here) {
        this(rule, here, (name, updates) -> rule.aggregate(updates));
    }

    /** For a rule that treats each vector by its name. */
    Collecting(Aggregation rule, CoordinatorSide here, ByVector how) {
        this.rule = rule;
        this.here = here;
        this.how = how;
    }

    /** Makes one vector of many of a name. */
    interface ByVector {
        ParamVector of(String name, Updates updates);
    }

    @Override
    public void take(Update one) {
        one.payload().vectors().values().forEach(arena::adopt);
        waiting.add(one);
    }

    @Override
    public Aggregate end() {
        List<Member> from = waiting.stream().map(Update::from).toList();
        if (waiting.isEmpty()) {
            return new Aggregate(
                    Payload.of(Update.DELTA, ParamVector.zeros(here.params().layout())), from, 0);
        }
        Means means = new Means();
        TreeSet<String> names = new TreeSet<>();
        for (Update update : waiting) {
            update.payload().numbers().forEach((name, number) -> means.add(name, 1, number));
            names.addAll(update.payload().vectors().keySet());
        }
        Payload payload = means.on(Payload.EMPTY);
        for (String name : names) {
            List<Update> theirs = waiting.stream()
                    .filter(update -> update.payload().hasVector(name))
                    .toList();
            boolean plain =
                    !name.equals(Update.DELTA) && here.combine(name) == Combine.PLAIN_MEAN && !rule.withstands();
            payload = payload.and(name, plain ? mean(name, theirs) : ruled(name, theirs));
        }
        close();
        return new Aggregate(payload, from, from.size());
    }

    private static ParamVector mean(String name, List<Update> updates) {
        WeightedSum sum = new WeightedSum();
        updates.forEach(update -> sum.add(1, update.vector(name)));
        return sum.mean().copy();
    }

    /**
     * A copy of the vector that the rule returns, since that may be one of the updates; arrays and roles are those of the
     * updates, whatever layout the rule has given it.
     */
    private ParamVector ruled(String name, List<Update> updates) {
        boolean delta = name.equals(Update.DELTA);
        Updates seen = new Updates(
                delta
                        ? updates
                        : updates.stream()
                                .map(update -> update.carrying(Payload.of(Update.DELTA, update.vector(name))))
                                .toList());
        ParamVector made = how.of(name, seen);
        int n = updates.get(0).vector(name).length();
        if (made.length() != n) {
            throw new PlanException("aggregate(" + named() + ") returned " + made.length() + " numbers, but the "
                    + (delta ? "model has " + n + " parameters" : "vector '" + name + "' has " + n)
                    + "; return a vector made of the updates, such as updates.mean()");
        }
        if (!made.isFinite()) {
            throw new PlanException(
                    "aggregate(" + named() + ") returned NaN or infinite numbers, which would spoil the "
                            + "model; look for a division by zero in the rule");
        }
        return updates.get(0).vector(name).copy().set(made);
    }

    private String named() {
        return rule instanceof Record ? rule.toString() : "your own rule";
    }

    @Override
    public void close() {
        arena.close();
        waiting.clear();
    }
}
