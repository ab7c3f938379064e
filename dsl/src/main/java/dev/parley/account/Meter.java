package dev.parley.account;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Epsilon round by round, by Renyi divergences: each kind of round is computed once, and a round more costs one addition an
 * order.
 *
 * <p>It holds nothing but sums: whoever goes on with a training counts its rounds again.
 */
public final class Meter {
    private final Delta delta;
    private final double[] sums = new double[Renyi.ORDERS.orders().size()];
    private final Map<Mechanism, double[]> known = new HashMap<>();

    public Meter(Delta delta) {
        this.delta = delta;
    }

    /** Counts what was spent. */
    public Meter add(Mechanism spent) {
        Mechanism one = spent instanceof SampledGaussian many ? new SampledGaussian(many.z(), many.q(), 1) : spent;
        double times = spent instanceof SampledGaussian many ? many.rounds() : 1;
        double[] curve = known.computeIfAbsent(
                one,
                kind -> Renyi.ORDERS.orders().stream().mapToDouble(kind::renyi).toArray());
        Arrays.setAll(sums, i -> sums[i] + times * curve[i]);
        return this;
    }

    /** Epsilon so far; 0 before the first round. */
    public double epsilon() {
        if (known.isEmpty()) {
            return 0;
        }
        List<Double> orders = Renyi.ORDERS.orders();
        return Renyi.ORDERS.epsilon(order -> sums[orders.indexOf(order)], delta).epsilon();
    }
}
