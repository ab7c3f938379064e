package dev.parley.aggregate;

import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.num.Gram;
import java.util.List;

/**
 * Squared Euclidean distances between all pairs of updates, in double: |a|^2 + |b|^2 - 2 a b of the updates less their
 * mean, so that nothing cancels where all lie far from 0; never below 0.
 *
 * <p>Costs K (K + 1) / 2 products of n numbers; works through blocks, and copies no update.
 */
final class Distances {
    private final double[][] squared;

    private Distances(double[][] squared) {
        this.squared = squared;
    }

    static Distances of(Updates updates) {
        double[][] products =
                Gram.centered(updates.list().stream().map(Update::delta).toList());
        int k = updates.size();
        double[][] squared = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                squared[i][j] = i == j ? 0 : Math.max(0, products[i][i] + products[j][j] - 2 * products[i][j]);
            }
        }
        return new Distances(squared);
    }

    /** The squared distance of two updates, by their places. */
    double squared(int i, int j) {
        return squared[i][j];
    }

    /**
     * Krum's score: the sum of the squared distances to the m - f - 2 nearest others, of m that are left, at least one.
     *
     * @param left which are left
     */
    double score(int i, List<Integer> left, int f) {
        double[] others = left.stream()
                .filter(j -> j != i)
                .mapToDouble(j -> squared[i][j])
                .sorted()
                .toArray();
        int nearest = Math.min(others.length, Math.max(1, left.size() - f - 2));
        double sum = 0;
        for (int n = 0; n < nearest; n++) {
            sum += others[n];
        }
        return sum;
    }

    /**
     * The one of lowest score among those that are left. Two that are each other's nearest have the same score where one
     * neighbour counts; of such the one nearer to all that are left, so that the order of updates does not matter.
     */
    int best(List<Integer> left, int f) {
        int best = -1;
        double least = 0;
        double nearer = 0;
        for (int i : left) {
            double score = score(i, left, f);
            double all = left.stream().mapToDouble(j -> squared[i][j]).sum();
            if (best < 0 || score < least || (score == least && all < nearer)) {
                best = i;
                least = score;
                nearer = all;
            }
        }
        return best;
    }
}
