package dev.parley.attack;

import dev.parley.num.ParamVector;
import java.util.List;

/**
 * Min-Max (Shejwalkar and Houmansadr, NDSS 2021): mean - g sd of the honest updates in each number, with the largest g for
 * which no honest update is farther away than the two that are farthest from each other.
 *
 * <p>g is found to 1e-5 of itself by halving. The standard deviation is that of a sample.
 */
public record MinMax() implements KnowingAttack {
    private static final double EXACT = 1e-5;

    @Override
    public ParamVector crafted(List<ParamVector> honest, int n) {
        double most = 0;
        for (int i = 0; i < honest.size(); i++) {
            for (int k = 0; k < i; k++) {
                most = Math.max(most, distance(honest.get(i), honest.get(k)));
            }
        }
        double low = 0;
        double high = 1;
        while (high < 1e9 && farthest(honest, high) <= most) {
            low = high;
            high *= 2;
        }
        while (high - low > EXACT * high) {
            double middle = (low + high) / 2;
            if (farthest(honest, middle) <= most) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Moments.shifted(honest, -low);
    }

    private static double farthest(List<ParamVector> honest, double gamma) {
        try (ParamVector crafted = Moments.shifted(honest, -gamma)) {
            return honest.stream()
                    .mapToDouble(one -> distance(one, crafted))
                    .max()
                    .orElse(0);
        }
    }

    private static double distance(ParamVector one, ParamVector other) {
        try (ParamVector gap = one.minus(other)) {
            return gap.norm();
        }
    }

    @Override
    public String toString() {
        return "minMax()";
    }
}
