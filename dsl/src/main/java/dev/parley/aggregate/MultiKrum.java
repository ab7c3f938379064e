package dev.parley.aggregate;

import dev.parley.fault.PlanException;
import dev.parley.message.Updates;
import dev.parley.message.WeightedSum;
import dev.parley.num.ParamVector;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The plain mean of the k updates with the lowest score of {@link Krum} (Blanchard et al., NIPS 2017, section 4);
 * {@code multiKrum(0, n)} is the mean.
 *
 * <p>Flower's averages them weighted by rows. Holds all updates of a round; costs n^2 / 2 products.
 *
 * @param f updates that may be bad, at least 0
 * @param k updates that are averaged, at least 1; n - f is usual
 */
public record MultiKrum(int f, int k) implements Aggregation {
    public MultiKrum {
        if (f < 0 || k < 1) {
            throw new PlanException(
                    "multiKrum(f, k) needs f of at least 0 and k of at least 1, but (" + f + ", " + k + ") was given");
        }
    }

    @Override
    public ParamVector aggregate(Updates updates) {
        Distances distances = Distances.of(updates);
        List<Integer> all = IntStream.range(0, updates.size()).boxed().toList();
        double[] scores =
                all.stream().mapToDouble(i -> distances.score(i, all, f)).toArray();
        WeightedSum sum = new WeightedSum();
        double[] totals = all.stream()
                .mapToDouble(i ->
                        all.stream().mapToDouble(j -> distances.squared(i, j)).sum())
                .toArray();
        all.stream()
                .sorted(Comparator.<Integer>comparingDouble(i -> scores[i]).thenComparingDouble(i -> totals[i]))
                .limit(k)
                .sorted()
                .forEach(i -> sum.add(1, updates.list().get(i).delta()));
        return sum.mean();
    }

    @Override
    public int least() {
        return Math.max(2 * f + 3, k);
    }

    @Override
    public boolean withstands() {
        return true;
    }

    @Override
    public String toString() {
        return "multiKrum(" + f + ", " + k + ")";
    }
}
