package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.filter.Memory;
import dev.parley.message.Broadcast;
import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import dev.parley.optimizer.Correction;
import dev.parley.optimizer.FrozenRule;
import java.util.List;
import java.util.Optional;

/**
 * The optimizer that Mime and MimeLite imitate: its state is the coordinator's, moves once a round by the mean gradient c at
 * the global parameters, and stands still while parties step by it.
 *
 * <p>The state is m = b m + (1 - b) c and, for Adam, v = b2 v + (1 - b2) c^2; a step is w -= rate ((1 - b) g + b m), which
 * Adam divides by sqrt(v) + epsilon (Karimireddy et al., NeurIPS 2021, whose statistics stand still in a round). FedJAX and
 * TFF throw away what a local step makes of the state, too, with three differences. They take m = b m + c, which is the same
 * at 1 - b times their rate. Their Adam divides by a v that the step's own gradient has moved, with bias correction, and starts
 * at 0; here v starts at epsilon^2, as that of {@code fedAdam} does. And they put the mean change into the parameters at a
 * server's rate, or by another optimizer, whose default is that of here: x += change. TFF has MimeLite alone.
 *
 * @param momentum b, 0 to below 1
 * @param adaptive whether it divides by the second moment, as Adam does
 * @param decay b2, 0 to below 1; without use unless it is adaptive
 * @param epsilon above 0; without use unless it is adaptive
 */
public record BaseOptimizer(double momentum, boolean adaptive, double decay, double epsilon) {
    private static final String MOMENTUM = "momentum";
    private static final String VARIANCE = "variance";

    public BaseOptimizer {
        Check.within("momentum(b)", momentum, 0, 1);
        Check.within("betas(b1, b2)", decay, 0, 1);
        Check.positive("epsilon(e)", epsilon);
    }

    /** Momentum of 0.9. */
    public BaseOptimizer() {
        this(0.9, false, 0.99, 1e-3);
    }

    BaseOptimizer momentum(double b) {
        return new BaseOptimizer(b, adaptive, decay, epsilon);
    }

    BaseOptimizer adam() {
        return new BaseOptimizer(momentum, true, decay, epsilon);
    }

    BaseOptimizer betas(double b1, double b2) {
        return new BaseOptimizer(b1, adaptive, b2, epsilon);
    }

    BaseOptimizer epsilon(double e) {
        return new BaseOptimizer(momentum, adaptive, decay, e);
    }

    /** Tells whether it is SGD, which has no state. */
    boolean isPlain() {
        return momentum == 0 && !adaptive;
    }

    /** Moves the first moment at the coordinator: m = b m + (1 - b) c. */
    void moveMean(Memory memory, ParamVector c) {
        if (momentum != 0) {
            memory.vector(MOMENTUM, c.layout()).scale(momentum).add(1 - momentum, c);
        }
    }

    /** Moves the second moment at the coordinator: v = b2 v + (1 - b2) c^2. */
    void moveVariance(Memory memory, ParamVector c) {
        if (!adaptive) {
            return;
        }
        ParamVector v = variance(memory, c);
        float[] values = v.toArray();
        float[] gradient = c.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (decay * values[i] + (1 - decay) * gradient[i] * gradient[i]);
        }
        v.write(0, values, 0, values.length);
    }

    private ParamVector variance(Memory memory, ParamVector like) {
        boolean first = !memory.hasVector(VARIANCE);
        ParamVector v = memory.vector(VARIANCE, like.layout());
        return first ? v.fill(epsilon * epsilon) : v;
    }

    /** The first moment at the coordinator once it has moved by c, of which it is all where there is no momentum. */
    ParamVector mean(Memory memory, ParamVector c) {
        return momentum == 0 ? c : memory.vector(MOMENTUM, c.layout());
    }

    /** A broadcast with its state. */
    Broadcast told(Broadcast to, Memory memory) {
        Broadcast spread = spread(to, memory);
        return momentum == 0
                ? spread
                : spread.and(MOMENTUM, memory.vector(MOMENTUM, to.params().layout()));
    }

    /** A broadcast with another first moment, and its second. */
    Broadcast told(Broadcast to, Memory memory, ParamVector first) {
        return spread(to, memory).and(MOMENTUM, first);
    }

    private Broadcast spread(Broadcast to, Memory memory) {
        return adaptive ? to.and(VARIANCE, variance(memory, to.params())) : to;
    }

    /** Tells whether a broadcast brings a first moment. */
    static boolean isIn(Broadcast from) {
        return from.payload().hasVector(MOMENTUM);
    }

    /**
     * The steps of a party with the state that it was sent.
     *
     * @param share what the first moment counts
     */
    FrozenRule rule(Broadcast from, double share, List<Correction> corrections, VectorPool pool) {
        return new FrozenRule(
                new FrozenRule.Settings(1 - momentum, share, epsilon),
                corrections,
                sent(from, MOMENTUM),
                sent(from, VARIANCE),
                pool);
    }

    private static Optional<ParamVector> sent(Broadcast from, String name) {
        return from.payload().hasVector(name) ? Optional.of(from.vector(name)) : Optional.empty();
    }

    /** As it is written behind a client's word: {@code .momentum(0.5)}, or {@code .adam(0.01)} at a rate. */
    String words(double rate) {
        if (!adaptive) {
            return momentum == 0.9 ? "" : ".momentum(" + Check.text(momentum) + ")";
        }
        return ".adam(" + Check.text(rate) + ")"
                + (momentum == 0.9 && decay == 0.99
                        ? ""
                        : ".betas(" + Check.text(momentum) + ", " + Check.text(decay) + ")")
                + (epsilon == 1e-3 ? "" : ".epsilon(" + Check.text(epsilon) + ")");
    }
}
