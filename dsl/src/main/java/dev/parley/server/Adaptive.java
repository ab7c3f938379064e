package dev.parley.server;

import dev.parley.num.ParamVector;
import java.util.Map;

/**
 * The step that FedAdagrad, FedAdam and FedYogi share (Reddi et al., ICLR 2021, algorithm 2): m = b1 m + (1 - b1) delta;
 * x += rate m / (sqrt(v) + tau); only v is each one's own.
 *
 * <p>Cost O(n) a round; moments are kept in float, sums are in double.
 */
final class Adaptive {
    private Adaptive() {}

    /** The next second moment of a coordinate. */
    interface Second {
        /**
         * Its value after a round.
         *
         * @param v before it
         * @param d the delta
         */
        double next(double v, double d);
    }

    /** The state before the first round, with v the same everywhere. */
    static ServerState begin(ParamVector params, double v) {
        return new ServerState(
                0,
                params,
                Map.of(
                        "m", ParamVector.zeros(params.layout()),
                        "v", ParamVector.zeros(params.layout()).fill(v)));
    }

    static ServerState step(
            ServerState state, ParamVector delta, double rate, double beta1, double tau, Second second) {
        float[] m = state.moment("m").toArray();
        float[] v = state.moment("v").toArray();
        float[] x = state.params().toArray();
        float[] d = delta.toArray();
        for (int i = 0; i < x.length; i++) {
            m[i] = (float) (beta1 * m[i] + (1 - beta1) * d[i]);
            v[i] = (float) second.next(v[i], d[i]);
            x[i] = (float) (x[i] + rate * m[i] / (Math.sqrt(v[i]) + tau));
        }
        var layout = state.params().layout();
        return new ServerState(
                state.step() + 1,
                ParamVector.of(layout, x),
                Map.of("m", ParamVector.of(layout, m), "v", ParamVector.of(layout, v)));
    }
}
