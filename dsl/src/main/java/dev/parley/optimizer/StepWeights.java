package dev.parley.optimizer;

import dev.parley.fault.Check;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * The weights with which the gradients of successive steps stand in their sum, FedNova's a (Wang et al., NeurIPS 2020,
 * section 4).
 *
 * <p>A step is v = m v + g + mu (w - x); w -= rate v. It is linear in g, so that w - x = -rate times the sum of a_k g_k. Without
 * a pull a_k of n steps is (1 - m^(n-k)) / (1 - m), without momentum (1 - rate mu)^(n-1-k), without both 1. With both it is
 * the answer of the recursion to an impulse, which has no change of sign where rate mu is at most (1 - sqrt(m))^2; beyond,
 * the parameters swing around x, gradients count with changing signs, and a sum of weights measures nothing. Weight decay
 * is a part of the gradient, and changes no weight.
 *
 * @param momentum m, 0 to below 1
 * @param pull rate mu, at least 0
 */
public record StepWeights(double momentum, double pull) {

    /** The sum of the weights of n steps, which is |a|_1. */
    public double sum(int steps) {
        double change = 0;
        double velocity = 0;
        for (int step = 0; step < steps; step++) {
            velocity = momentum * velocity + 1 - pull * change;
            change += velocity;
        }
        return change;
    }

    /** The reason why weights would change their sign; empty where they do not. */
    public Optional<String> objection() {
        double most = Math.pow(1 - Math.sqrt(momentum), 2);
        return pull <= most
                ? Optional.empty()
                : Optional.of("with momentum " + Check.text(momentum) + " and rate x mu = " + rounded(pull)
                        + ", more than (1 - sqrt(momentum))^2 = " + rounded(most)
                        + ", local steps swing around the global model and gradients count with changing signs");
    }

    private static String rounded(double number) {
        return new BigDecimal(number, new MathContext(3)).stripTrailingZeros().toPlainString();
    }
}
