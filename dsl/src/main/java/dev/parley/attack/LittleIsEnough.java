package dev.parley.attack;

import dev.parley.num.ParamVector;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A little is enough (Baruch, Baruch and Goldberg, NeurIPS 2019): mean - z sd of the honest updates in each number, with
 * z = quantile of N(0, 1) at (n - f - s) / (n - f), s = floor(n / 2) + 1 - f, for n updates of which f attack. So many
 * honest updates lie farther from the mean that the attackers seem to be among them.
 *
 * <p>The standard deviation is that of a sample. z is 0 where it would be below, and where most attack it is at most the
 * quantile at 1 - 1 / (2 (n - f)).
 */
public record LittleIsEnough() implements KnowingAttack {
    @Override
    public ParamVector crafted(List<ParamVector> honest, int n) {
        return Moments.shifted(honest, -z(n, n - honest.size()));
    }

    static double z(int n, int f) {
        int supporters = n / 2 + 1 - f;
        double share = (double) (n - f - supporters) / (n - f);
        if (!(share > 0.5)) {
            return 0;
        }
        double possible = Math.min(share, 1 - 0.5 / (n - f));
        return new NormalDistribution().inverseCumulativeProbability(possible);
    }

    @Override
    public String toString() {
        return "littleIsEnough()";
    }
}
