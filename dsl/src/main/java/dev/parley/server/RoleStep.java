package dev.parley.server;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;

/**
 * A server's step by roles: learned arrays take the optimizer's step, statistics x += delta, frozen arrays none.
 *
 * <p>Costs nothing where all arrays are learned, else a copy of the delta.
 */
final class RoleStep {
    private RoleStep() {}

    static ServerState of(ServerOptimizer optimizer, ServerState state, ParamVector delta) {
        Layout layout = state.params().layout();
        if (layout.isAllLearned()) {
            return optimizer.learn(state, delta);
        }
        try (ParamVector learned = delta.copy()) {
            layout.spans(Role.STATISTIC).forEach(span -> write(span, new float[span.length()], learned));
            layout.spans(Role.FROZEN).forEach(span -> write(span, new float[span.length()], learned));
            ServerState next = apart(optimizer.learn(state, learned), state);
            for (Layout.Span span : layout.spans(Role.STATISTIC)) {
                write(span, sum(read(span, state.params()), read(span, delta)), next.params());
            }
            layout.spans(Role.FROZEN).forEach(span -> write(span, read(span, state.params()), next.params()));
            return next;
        }
    }

    /** A state with parameters of its own, where an optimizer has handed on the old ones. */
    private static ServerState apart(ServerState next, ServerState old) {
        return next.params() == old.params()
                ? new ServerState(next.step(), old.params().copy(), next.moments())
                : next;
    }

    private static float[] sum(float[] x, float[] delta) {
        for (int i = 0; i < x.length; i++) {
            x[i] += delta[i];
        }
        return x;
    }

    private static float[] read(Layout.Span span, ParamVector from) {
        float[] values = new float[span.length()];
        from.read(span.from(), values, 0, values.length);
        return values;
    }

    private static void write(Layout.Span span, float[] values, ParamVector into) {
        into.write(span.from(), values, 0, values.length);
    }
}
