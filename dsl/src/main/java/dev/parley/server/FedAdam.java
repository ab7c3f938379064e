package dev.parley.server;

import dev.parley.fault.Check;
import dev.parley.num.ParamVector;
import java.util.Map;

/**
 * Adam on the server, in the form of the paper (Reddi et al., ICLR 2021, algorithm 2): m = b1 m + (1 - b1) delta;
 * v = b2 v + (1 - b2) delta^2, starting at tau^2; x += rate m / (sqrt(v) + tau).
 *
 * <p>No bias correction, unlike Flower's, whose first rounds take larger steps. Cost O(n) a round.
 *
 * @param rate server learning rate
 * @param beta1 decay of the first moment, 0 to below 1
 * @param beta2 decay of the second moment, 0 to below 1
 * @param tau how much it adapts: smaller is more, above 0
 */
public record FedAdam(double rate, double beta1, double beta2, double tau) implements ServerOptimizer {
    public FedAdam {
        Check.positive("fedAdam(rate)", rate);
        Check.within("fedAdam(..) beta1", beta1, 0, 1);
        Check.within("fedAdam(..) beta2", beta2, 0, 1);
        Check.positive("fedAdam(..) tau", tau);
    }

    /** The paper's b1 = 0.9, b2 = 0.99, tau = 0.001. */
    public FedAdam(double rate) {
        this(rate, 0.9, 0.99, 1e-3);
    }

    @Override
    public ServerState init(ParamVector params) {
        return new ServerState(
                0,
                params,
                Map.of(
                        "m", ParamVector.zeros(params.layout()),
                        "v", ParamVector.zeros(params.layout()).fill(tau * tau)));
    }

    @Override
    public ServerState learn(ServerState state, ParamVector delta) {
        float[] m = state.moment("m").toArray();
        float[] v = state.moment("v").toArray();
        float[] x = state.params().toArray();
        float[] d = delta.toArray();
        for (int i = 0; i < x.length; i++) {
            m[i] = (float) (beta1 * m[i] + (1 - beta1) * d[i]);
            v[i] = (float) (beta2 * v[i] + (1 - beta2) * d[i] * d[i]);
            x[i] = (float) (x[i] + rate * m[i] / (Math.sqrt(v[i]) + tau));
        }
        var layout = state.params().layout();
        return new ServerState(
                state.step() + 1,
                ParamVector.of(layout, x),
                Map.of("m", ParamVector.of(layout, m), "v", ParamVector.of(layout, v)));
    }

    @Override
    public String toString() {
        return beta1 == 0.9 && beta2 == 0.99 && tau == 1e-3
                ? "fedAdam(" + Check.text(rate) + ")"
                : "fedAdam(" + Check.text(rate) + ", " + Check.text(beta1) + ", " + Check.text(beta2) + ", "
                        + Check.text(tau) + ")";
    }
}
