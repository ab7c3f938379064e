package dev.parley.aggregate;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Fold;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.WeightedSum;
import dev.parley.num.ParamVector;
import java.util.List;

/**
 * FoolsGold: a mean whose weights fall where a party's updates, summed over rounds, are like another's (Fung, Yoon and
 * Beschastnikh, "The limitations of federated learning in Sybil settings", RAID 2020, algorithm 1, without importance of
 * features and with kappa = 1).
 *
 * <p>c_ij is the cosine of the two sums, multiplied by v_i / v_j where j has the larger v = max_j c_ij; a_i = 1 - max_j c_ij,
 * divided by the largest, then ln(a / (1 - a)) + 1/2, cut to 0 and 1. The paper adds the weighted updates; here they are
 * divided by the sum of weights, and where all weights are 0 they are the plain mean. Holds all updates of a round, and a
 * vector a party over rounds; costs n^2 / 2 products.
 */
public record FoolsGold() implements Aggregation {
    @Override
    public Fold begin(CoordinatorSide here, List<Member> cohort) {
        return new Collecting(this, here, (name, updates) -> {
            List<ParamVector> history = updates.list().stream()
                    .map(update -> here.memory()
                            .vector(
                                    name + " of " + update.from().index(),
                                    update.delta().layout())
                            .add(1, update.delta()))
                    .toList();
            return weighted(updates, history);
        });
    }

    /** By the updates of this round alone. */
    @Override
    public ParamVector aggregate(Updates updates) {
        return weighted(updates, updates.list().stream().map(Update::delta).toList());
    }

    private static ParamVector weighted(Updates updates, List<ParamVector> history) {
        double[] weights = weights(history);
        WeightedSum sum = new WeightedSum();
        for (int i = 0; i < weights.length; i++) {
            sum.add(weights[i], updates.list().get(i).delta());
        }
        return sum.isEmpty() ? updates.mean() : sum.mean();
    }

    static double[] weights(List<ParamVector> history) {
        int n = history.size();
        if (n == 1) {
            return new double[] {1};
        }
        double[] norms = history.stream().mapToDouble(ParamVector::norm).toArray();
        double[][] alike = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double length = norms[i] * norms[j];
                alike[i][j] = length == 0 ? 0 : history.get(i).dot(history.get(j)) / length;
                alike[j][i] = alike[i][j];
            }
        }
        double[] most = new double[n];
        for (int i = 0; i < n; i++) {
            most[i] = largest(alike[i], i);
        }
        double[] weights = new double[n];
        double best = 0;
        for (int i = 0; i < n; i++) {
            double[] pardoned = alike[i].clone();
            for (int j = 0; j < n; j++) {
                if (i != j && most[j] > most[i] && most[j] != 0) {
                    pardoned[j] *= most[i] / most[j];
                }
            }
            weights[i] = Math.min(1, Math.max(0, 1 - largest(pardoned, i)));
            best = Math.max(best, weights[i]);
        }
        for (int i = 0; i < n; i++) {
            double a = best == 0 ? 0 : weights[i] / best;
            weights[i] = a == 1 ? 1 : a == 0 ? 0 : Math.min(1, Math.max(0, Math.log(a / (1 - a)) + 0.5));
        }
        return weights;
    }

    private static double largest(double[] values, int but) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            largest = i == but ? largest : Math.max(largest, values[i]);
        }
        return largest;
    }

    @Override
    public long bytes(long parameters, int cohort) {
        return 2L * Float.BYTES * parameters * cohort;
    }

    @Override
    public boolean withstands() {
        return true;
    }

    @Override
    public String toString() {
        return "foolsGold()";
    }
}
