package dev.parley.account;

import dev.parley.fault.PlanException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * From Renyi divergences, which add up over rounds, to epsilon at delta.
 *
 * <p>epsilon = min over orders a of rdp(a) + ln((a - 1) / a) - (ln delta + ln a) / (a - 1), at least 0 (Canonne, Kamath and
 * Steinke, 2020, proposition 12; Opacus, TensorFlow Privacy and dp_accounting do the same). Papers before 2020 have
 * rdp(a) - ln delta / (a - 1) (Mironov, 2017, proposition 3).
 *
 * @param orders each above 1
 */
public record Renyi(List<Double> orders) {
    /** The orders of dp_accounting: 1.1, 1.2 .. 10.9, 11 .. 63, 128, 256, 512, 1024. */
    public static final Renyi ORDERS = new Renyi(DoubleStream.concat(
                    IntStream.range(11, 110).mapToDouble(tenth -> tenth / 10.0),
                    DoubleStream.concat(IntStream.range(11, 64).asDoubleStream(), DoubleStream.of(128, 256, 512, 1024)))
            .boxed()
            .toList());

    public Renyi {
        orders = List.copyOf(orders);
        if (orders.isEmpty() || orders.stream().anyMatch(order -> !(order > 1) || order > 1e6)) {
            throw new PlanException("orders need numbers above 1 and of at most a million, but "
                    + orders.stream().map(Said::number).collect(Collectors.joining(", ", "(", ")"))
                    + " was given; take orders(2, 32)");
        }
    }

    /** Whole orders from one to another. */
    public static Renyi whole(int from, int to) {
        return new Renyi(
                IntStream.rangeClosed(from, to).asDoubleStream().boxed().toList());
    }

    /** Epsilon and the order that gave it. */
    public record Best(double epsilon, double order) {}

    /**
     * The smallest epsilon, by today's conversion.
     *
     * @param divergence by order, of all rounds together
     */
    public Best epsilon(DoubleUnaryOperator divergence, Delta delta) {
        return best(a ->
                divergence.applyAsDouble(a) + Math.log1p(-1 / a) - (Math.log(delta.value()) + Math.log(a)) / (a - 1));
    }

    /** The smallest epsilon, by the conversion of 2017, which published tables of those years used. */
    public Best epsilon2017(DoubleUnaryOperator divergence, Delta delta) {
        return best(a -> divergence.applyAsDouble(a) - Math.log(delta.value()) / (a - 1));
    }

    /** The same divergence, computed once at these orders. */
    DoubleUnaryOperator tabulated(DoubleUnaryOperator divergence) {
        Map<Double, Double> table = new HashMap<>();
        orders.forEach(order -> table.put(order, divergence.applyAsDouble(order)));
        return order -> table.getOrDefault(order, Double.POSITIVE_INFINITY);
    }

    private Best best(DoubleUnaryOperator epsilon) {
        Best best = new Best(Double.POSITIVE_INFINITY, orders.get(0));
        for (double order : orders) {
            double one = Math.max(0, epsilon.applyAsDouble(order));
            if (one < best.epsilon()) {
                best = new Best(one, order);
            }
        }
        return best;
    }
}
