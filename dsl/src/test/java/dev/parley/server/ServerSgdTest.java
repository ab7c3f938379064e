package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import org.junit.jupiter.api.Test;

class ServerSgdTest {
    private static ParamVector vector(float... values) {
        return ParamVector.of(Layout.empty().then("x", values.length), values);
    }

    private static float[] after(ServerOptimizer optimizer, int steps) {
        ServerState state = optimizer.init(vector(1, 2));
        for (int i = 0; i < steps; i++) {
            state = optimizer.step(state, vector(1, -4));
        }
        assertThat(state.step()).isEqualTo(steps);
        return state.params().toArray();
    }

    @Test
    void rateOneAddsTheDeltaAndIsPlainAveraging() {
        assertThat(after(new ServerSgd(1), 1)).containsExactly(2, -2);
        assertThat(after(new ServerSgd(1), 3)).containsExactly(4, -10);
    }

    @Test
    void theRateScalesTheDelta() {
        assertThat(after(new ServerSgd(0.5), 2)).containsExactly(2, -2);
    }

    @Test
    void momentumAddsUpEarlierDeltas() {
        // v = 1, 1.5, 1.75 times the delta: FedAvgM, Hsu, Qi and Brown 2019
        assertThat(after(new ServerSgd(1).momentum(0.5), 3)).containsExactly(1 + 4.25f, 2 - 4 * 4.25f);
    }

    @Test
    void aStepLeavesTheStateItStartsFrom() {
        for (ServerSgd optimizer : new ServerSgd[] {new ServerSgd(1), new ServerSgd(1).momentum(0.9)}) {
            ServerState state = optimizer.init(vector(1, 2));
            ParamVector delta = vector(1, -4);
            optimizer.step(state, delta).close();
            assertThat(state.params().toArray()).containsExactly(1, 2);
            assertThat(delta.toArray()).containsExactly(1, -4);
            assertThat(optimizer.step(state, delta).params().toArray()).containsExactly(2, -2);
        }
    }
}
