package dev.parley.account;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Epsilon by Renyi divergences, again and again: each kind of round is computed once, and then costs one addition an order. */
public final class Meter {
    private static final List<Double> ORDERS = Renyi.ORDERS.orders();

    private final Map<Mechanism, double[]> known = new HashMap<>();

    /** Epsilon of what was spent; 0 of nothing. */
    public double epsilon(Spending spent, Delta delta) {
        if (spent.mechanisms().isEmpty()) {
            return 0;
        }
        double[] sums = new double[ORDERS.size()];
        for (Mechanism each : spent.mechanisms()) {
            Mechanism one = each instanceof SampledGaussian many ? new SampledGaussian(many.z(), many.q(), 1) : each;
            double times = each instanceof SampledGaussian many ? many.rounds() : 1;
            double[] curve = known.computeIfAbsent(
                    one, kind -> ORDERS.stream().mapToDouble(kind::renyi).toArray());
            Arrays.setAll(sums, i -> sums[i] + times * curve[i]);
        }
        return Renyi.ORDERS.epsilon(order -> sums[ORDERS.indexOf(order)], delta).epsilon();
    }
}
