package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import org.junit.jupiter.api.Test;

/** FedAdam against the paper's formulas in NumPy float64: golden/losses.json, within 1e-5. */
class GoldenFedAdamTest {
    private static final JsonNode GOLDEN = Golden.file("losses.json").get("fedAdam");

    private static ParamVector vector(JsonNode numbers) {
        return ParamVector.of(Layout.empty().then("x", numbers.size()), Golden.floats(numbers));
    }

    @Test
    void itsStepsAreThoseOfThePaper() {
        FedAdam adam = new FedAdam(GOLDEN.get("eta").asDouble());
        assertThat(adam)
                .isEqualTo(new FedAdam(
                        GOLDEN.get("eta").asDouble(),
                        GOLDEN.get("beta1").asDouble(),
                        GOLDEN.get("beta2").asDouble(),
                        GOLDEN.get("tau").asDouble()));
        ServerState state = adam.init(vector(GOLDEN.get("start")));
        for (int round = 0; round < GOLDEN.get("deltas").size(); round++) {
            state = adam.step(state, vector(GOLDEN.get("deltas").get(round)));
            assertThat(Golden.distance(
                            state.params().toArray(),
                            Golden.doubles(GOLDEN.get("after").get(round))))
                    .as("after round " + (round + 1))
                    .isLessThan(1e-5);
        }
        assertThat(state.step()).isEqualTo(GOLDEN.get("deltas").size());
    }

    @Test
    void aStepLeavesTheStateItStartsFrom() {
        FedAdam adam = new FedAdam(0.1);
        ServerState state = adam.init(vector(GOLDEN.get("start")));
        ServerState once = adam.step(state, vector(GOLDEN.get("deltas").get(0)));
        ServerState again = adam.step(state, vector(GOLDEN.get("deltas").get(0)));
        assertThat(again.params().toArray()).isEqualTo(once.params().toArray());
        assertThat(state.params().toArray()).isEqualTo(Golden.floats(GOLDEN.get("start")));
    }
}
