package dev.parley.message;

import dev.parley.num.ParamVector;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The updates of one round in party order, as an aggregation rule sees them.
 *
 * @param list at least one
 */
public record Updates(List<Update> list) implements Iterable<Update> {
    public Updates {
        list = List.copyOf(list);
    }

    /** Number of parties that answered. */
    public int size() {
        return list.size();
    }

    /** The plain mean of the deltas, a new vector. */
    public ParamVector mean() {
        return mean(update -> 1);
    }

    /** The mean of the deltas weighted by examples, a new vector. */
    public ParamVector weightedMean() {
        return mean(Update::examples);
    }

    /** The mean of the deltas with weights of your own, a new vector. */
    public ParamVector mean(ToDoubleFunction<Update> weight) {
        WeightedSum sum = new WeightedSum();
        list.forEach(update -> sum.add(weight.applyAsDouble(update), update.delta()));
        return sum.mean();
    }

    @Override
    public Iterator<Update> iterator() {
        return list.iterator();
    }
}
