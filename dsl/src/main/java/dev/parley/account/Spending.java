package dev.parley.account;

import dev.parley.fault.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * Privacy spent, mechanism by mechanism, and epsilon at a delta by each method. Mechanisms compose, also where a later
 * one was chosen by what earlier ones showed.
 *
 * @param mechanisms in the order of their first round
 */
public record Spending(List<Mechanism> mechanisms) {
    private static final double GROUP_REACH = 600;
    private static final int HALVINGS = 60;

    public static final Spending NOTHING = new Spending(List.of());

    public Spending {
        mechanisms = List.copyOf(mechanisms);
    }

    /** The same and one more; rounds of the same noise are counted together. */
    public Spending and(Mechanism one) {
        List<Mechanism> all = new ArrayList<>(mechanisms);
        if (one instanceof SampledGaussian more) {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i) instanceof SampledGaussian same && same.z() == more.z() && same.q() == more.q()) {
                    all.set(i, new SampledGaussian(same.z(), same.q(), same.rounds() + more.rounds()));
                    return new Spending(all);
                }
            }
        }
        all.add(one);
        return new Spending(all);
    }

    /** Both together. */
    public Spending and(Spending more) {
        Spending all = this;
        for (Mechanism one : more.mechanisms) {
            all = all.and(one);
        }
        return all;
    }

    /** Renyi divergence of all together. */
    public DoubleUnaryOperator renyi() {
        return order -> mechanisms.stream().mapToDouble(one -> one.renyi(order)).sum();
    }

    /** Epsilon by Renyi divergences: {@link Renyi#epsilon}. */
    public Renyi.Best rdp(Delta delta) {
        return mechanisms.isEmpty() ? new Renyi.Best(0, 1) : Renyi.ORDERS.epsilon(renyi(), delta);
    }

    /** Epsilon by privacy loss distributions: {@code high} may be claimed, and less than {@code low} is not true. */
    public Bracket pld(Delta delta) {
        return LossAccount.epsilon(mechanisms, delta.value());
    }

    /** Epsilon as if it were known who takes part in each round: exact where nothing is drawn. */
    public double unamplified(Delta delta) {
        double squares = squares();
        return squares == 0 ? 0 : AnalyticGaussian.epsilon(Math.sqrt(squares), delta.value());
    }

    /** Epsilon by zero-concentrated privacy, as if it were known who takes part in each round. */
    public double zcdp(Delta delta) {
        double squares = squares();
        return squares == 0 ? 0 : ZeroConcentrated.epsilon(squares / 2, delta.value());
    }

    /**
     * Epsilon of a group of units that are there or not together, by Renyi divergences: (k epsilon', delta' (e^(k epsilon') -
     * 1) / (e^epsilon' - 1)) for a delta' that makes it the delta asked for (Vadhan, The complexity of differential privacy,
     * 2017, lemma 2.2).
     *
     * @param size k, at least 1
     */
    public double group(int size, Delta delta) {
        Check.atLeastOne("group(k)", size);
        DoubleUnaryOperator table = Renyi.ORDERS.tabulated(renyi());
        double low = Math.log(delta.value()) - GROUP_REACH;
        double high = Math.log(delta.value());
        if (grown(size, table, low) > high) {
            return Double.POSITIVE_INFINITY;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (grown(size, table, middle) > Math.log(delta.value())) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return size * alone(table, low);
    }

    private static double alone(DoubleUnaryOperator table, double logDelta) {
        return Renyi.ORDERS.epsilon(table, new Delta(Math.exp(logDelta))).epsilon();
    }

    /** ln of delta' times the sum of e^(j epsilon'), j = 0 .. k - 1. */
    private static double grown(int size, DoubleUnaryOperator table, double logDelta) {
        double epsilon = alone(table, logDelta);
        double sum = 0;
        for (int j = 0; j < size; j++) {
            sum += Math.exp(-j * epsilon);
        }
        return logDelta + (size - 1) * epsilon + Math.log(sum);
    }

    private double squares() {
        return mechanisms.stream().mapToDouble(Mechanism::squares).sum();
    }

    /** Tells whether secret draws amplify any of it. */
    public boolean amplified() {
        return mechanisms.stream().anyMatch(Mechanism::amplified);
    }

    @Override
    public String toString() {
        return mechanisms.isEmpty()
                ? "nothing"
                : mechanisms.stream().map(Mechanism::toString).collect(Collectors.joining("; "));
    }
}
