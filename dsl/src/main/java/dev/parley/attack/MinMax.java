package dev.parley.attack;

import dev.parley.num.Gram;
import dev.parley.num.ParamVector;
import java.util.List;

/**
 * Min-Max (Shejwalkar and Houmansadr, NDSS 2021): mean - g sd of the honest updates in each number, with the largest g for
 * which no honest update is farther away than the two that are farthest from each other.
 *
 * <p>The authors find g by halving. Here it is worked out: the squared distance to an honest update u is
 * |u - mean|^2 + 2 g (u - mean) sd + g^2 |sd|^2, and g is the least root over all u, less a millionth of itself for rounding.
 * Costs n (n + 1) / 2 inner products of n honest updates. The standard deviation is that of a sample.
 */
public record MinMax() implements KnowingAttack {
    private static final double ROUNDING = 1e-6;

    @Override
    public ParamVector crafted(List<ParamVector> honest, int n) {
        double[][] products = Gram.centered(honest);
        double most = 0;
        for (int i = 0; i < honest.size(); i++) {
            for (int k = 0; k < i; k++) {
                most = Math.max(most, products[i][i] + products[k][k] - 2 * products[i][k]);
            }
        }
        double[] along = alongSpread(honest);
        double squared = along[honest.size()];
        double g = squared == 0 ? 0 : Double.MAX_VALUE;
        for (int i = 0; i < honest.size() && g > 0; i++) {
            double room = Math.max(0, most - products[i][i]);
            g = Math.min(g, (Math.sqrt(along[i] * along[i] + squared * room) - along[i]) / squared);
        }
        return Moments.shifted(honest, -g * (1 - ROUNDING));
    }

    /** Each update's gap to the mean times the standard deviations; after all of them these' own squared norm. */
    private static double[] alongSpread(List<ParamVector> honest) {
        int last = honest.size();
        double[] along = new double[last + 1];
        float[] chunk = new float[Moments.CHUNK];
        Moments.of(honest, (from, count, mean, sd) -> {
            for (int i = 0; i < count; i++) {
                along[last] += sd[i] * sd[i];
            }
            for (int v = 0; v < last; v++) {
                honest.get(v).read(from, chunk, 0, count);
                for (int i = 0; i < count; i++) {
                    along[v] += (chunk[i] - mean[i]) * sd[i];
                }
            }
        });
        return along;
    }

    @Override
    public String toString() {
        return "minMax()";
    }
}
