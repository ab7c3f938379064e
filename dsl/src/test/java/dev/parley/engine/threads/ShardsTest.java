package dev.parley.engine.threads;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.data.Dataset;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.model.Model;
import dev.parley.plan.Plan;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches cut into parts: the same steps up to rounding, and the same bits whoever computes which part. */
class ShardsTest {
    private final Dataset digits = dataset("digits");

    static Stream<ClientAlgorithm> clients() {
        return Stream.of(
                localSgd(0.1).batch(100),
                localSgd(0.1).batch(100).momentum(0.9).weightDecay(0.01),
                fedProx(0.1).batch(7),
                // Adam divides by the size of a gradient, and so would enlarge the rounding of those near 0
                localAdam(0.01).batch(100).epsilon(1e-3));
    }

    private static ClientAlgorithm cut(ClientAlgorithm client, int shards) {
        if (client instanceof dev.parley.client.LocalSgd sgd) {
            return sgd.shards(shards);
        }
        return client instanceof dev.parley.client.LocalAdam adam
                ? adam.shards(shards)
                : ((dev.parley.client.FedProx) client).shards(shards);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void partsAddUpToTheWhole(ClientAlgorithm client) {
        float[] whole = centralized()
                .epochs(2)
                .client(client)
                .train(softmax(), digits)
                .weights()
                .toFloatVector();
        for (int shards : new int[] {2, 3, 64}) { // 64 parts of 7 rows are mostly empty
            float[] parts = centralized()
                    .epochs(2)
                    .client(cut(client, shards))
                    .train(softmax(), digits)
                    .weights()
                    .toFloatVector();
            for (int i = 0; i < whole.length; i++) {
                assertThat((double) parts[i]).isCloseTo(whole[i], within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void onePartIsTheWholeBitByBit(ClientAlgorithm client) {
        assertThat(centralized()
                        .epochs(2)
                        .client(cut(client, 1))
                        .train(softmax(), digits)
                        .fingerprint())
                .isEqualTo(centralized()
                        .epochs(2)
                        .client(client)
                        .train(softmax(), digits)
                        .fingerprint());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void helpersChangeNoBit(int threads) {
        var alone = centralized().epochs(3).client(localSgd(0.1).batch(100).shards(3));
        var workers = distributed()
                .workers(2)
                .epochs(2)
                .client(localSgd(0.1).batch(50).shards(5));
        for (var plan : java.util.List.of(alone, workers)) {
            Run one = plan.on(threads(1)).train(mlp(40), digits);
            Run many = plan.on(threads(threads)).train(mlp(40), digits);
            assertThat(many.fingerprint()).isEqualTo(one.fingerprint());
            assertThat(many.loss()).isEqualTo(one.loss());
            Model drawing = sequential(dense(20), batchNorm(), relu(), dropout(0.5), dense());
            assertThat(plan.on(threads(threads)).train(drawing, digits).fingerprint())
                    .isEqualTo(plan.on(threads(1)).train(drawing, digits).fingerprint());
        }
    }

    @Test
    void partsArePartOfThePlan() {
        Plan plan = centralized().client(localSgd(0.1).shards(4)).plan();
        assertThat(plan).hasToString("centralized().client(localSgd(0.1).shards(4))");
        assertThat(PlanJson.read(plan.json())).isEqualTo(plan);
        String before = plan.json().replaceAll(",\\s*\"shards\"\\s*:\\s*4", "");
        assertThat(before).doesNotContain("shards");
        assertThat(PlanJson.read(before))
                .as("a plan of before there were parts")
                .isEqualTo(centralized().client(localSgd(0.1)).plan());
    }
}
