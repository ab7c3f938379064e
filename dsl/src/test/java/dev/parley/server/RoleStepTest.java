package dev.parley.server;

import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server's steps by roles: optimizers move learned arrays, statistics are averaged, frozen arrays stay. */
class RoleStepTest {
    private static final Layout MIXED = Layout.empty()
            .then("mean", Role.STATISTIC, 2)
            .then("weight", 2)
            .then("filter", Role.FROZEN, 1)
            .then("bias", 1);

    static List<ServerOptimizer> optimizers() {
        return List.of(
                new ServerSgd(0.5),
                new ServerSgd(0.5).momentum(0.9),
                new FedAdam(0.1),
                new FedAdagrad(0.1),
                new FedYogi(0.1),
                new FedAvgM(0.9).nesterov(),
                new Same());
    }

    /** An optimizer of a user's own that learns nothing: it hands its parameters on. */
    private record Same() implements ServerOptimizer {
        @Override
        public ServerState init(ParamVector params) {
            return new ServerState(0, params, Map.of());
        }

        @Override
        public ServerState learn(ServerState state, ParamVector delta) {
            return new ServerState(state.step() + 1, state.params(), Map.of());
        }
    }

    private static ParamVector learned(float... values) {
        return ParamVector.of(Layout.empty().then("weight", 2).then("bias", 1), values);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void eachArrayMovesByItsRole(ServerOptimizer optimizer) {
        ServerState state = optimizer.init(ParamVector.of(MIXED, new float[] {10, 20, 1, 2, 5, 3}));
        ServerState alone = optimizer.init(learned(1, 2, 3));
        float[][] deltas = {{1, -4, 0.1f, -0.2f, 7, 0.3f}, {0.25f, 8, 0.4f, 0.5f, -7, -0.6f}, {3, 3, 0, 0.1f, 1, 9}};
        float[] mean = {10, 20};
        for (float[] delta : deltas) {
            state = optimizer.step(state, ParamVector.of(MIXED, delta));
            alone = optimizer.step(alone, learned(delta[2], delta[3], delta[5]));
            mean[0] += delta[0];
            mean[1] += delta[1];
            float[] x = alone.params().toArray();
            assertThat(state.params().toArray()).containsExactly(mean[0], mean[1], x[0], x[1], 5, x[2]);
            assertThat(state.params().layout()).isEqualTo(MIXED);
        }
        assertThat(state.step()).isEqualTo(deltas.length);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aStepLeavesTheStateAndTheDeltaAsTheyWere(ServerOptimizer optimizer) {
        float[] start = {10, 20, 1, 2, 5, 3};
        float[] change = {1, 1, 1, 1, 1, 1};
        ServerState state = optimizer.init(ParamVector.of(MIXED, start));
        ParamVector delta = ParamVector.of(MIXED, change);
        float[] once = optimizer.step(state, delta).params().toArray();
        assertThat(state.params().toArray()).isEqualTo(start);
        assertThat(delta.toArray()).isEqualTo(change);
        assertThat(optimizer.step(state, delta).params().toArray()).isEqualTo(once);
    }

    @Test
    void rolesAreThoseOfTheModelWhateverLayoutADeltaHas() {
        ParamVector delta = ParamVector.of(Layout.empty().then("x", 6), new float[] {1, 1, 1, 1, 1, 1});
        for (ServerOptimizer optimizer : List.of(new ServerSgd(0.5), new FedAdam(0.1))) {
            ServerState state = optimizer.init(ParamVector.of(MIXED, new float[] {10, 20, 1, 2, 5, 3}));
            ServerState next = optimizer.step(state, delta);
            assertThat(next.params().layout()).isEqualTo(MIXED);
            assertThat(next.params().at(0)).isEqualTo(11);
            assertThat(next.params().at(4)).isEqualTo(5);
        }
    }

    @Test
    void aRuleThatReturnsAVectorOfAnotherLayoutTakesNoRoleAway() {
        Parties parties = dataset("iris").split(2, iid());
        Model model = sequential(dense(3), batchNorm(), dense());
        List<Layout> deltas = new ArrayList<>();
        federation()
                .rounds(2)
                .aggregate(updates -> {
                    float[] mean = updates.mean().toArray();
                    return ParamVector.of(Layout.empty().then("mine", mean.length), mean);
                })
                .server(new Noting(deltas))
                .train(model, parties);
        assertThat(deltas).hasSize(2).containsOnly(model.layout(parties.shape()));
    }

    /** An optimizer that notes the layouts of the deltas it is given. */
    private record Noting(List<Layout> deltas) implements ServerOptimizer {
        @Override
        public ServerState init(ParamVector params) {
            return new ServerState(0, params, Map.of());
        }

        @Override
        public ServerState learn(ServerState state, ParamVector delta) {
            deltas.add(delta.layout());
            return new ServerState(state.step() + 1, state.params().copy().add(1, delta), Map.of());
        }
    }

    /** The running statistics of batch normalization after each of three rounds, and the rounds' mean updates. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void runningStatisticsAreThePlainAverageOfTheParties(ServerOptimizer optimizer) {
        Parties parties = dataset("iris").split(3, dirichlet(1));
        Model model = sequential(dense(6), batchNorm(), relu(), dense());
        List<Layout.Span> spans = model.layout(parties.shape()).spans(Role.STATISTIC);
        assertThat(spans).containsExactly(new Layout.Span(4 * 6 + 6 + 2 * 6, 2 * 6));
        List<float[]> means = new ArrayList<>();
        List<float[]> params = new ArrayList<>();
        Federation plan = federation().rounds(3).aggregate(updates -> {
            ParamVector mean = updates.weightedMean();
            means.add(mean.toArray());
            return mean;
        });
        plan.server(optimizer).onRound(r -> params.add(r.params().toArray())).train(model, parties);
        for (int round = 1; round < 3; round++) {
            for (int i = 42; i < 54; i++) {
                assertThat(params.get(round)[i])
                        .isEqualTo(params.get(round - 1)[i] + means.get(round)[i])
                        .isNotEqualTo(params.get(round - 1)[i]);
            }
        }
        float[] averaged = plan.rounds(1).train(model, parties).weights().toFloatVector();
        for (int i = 42; i < 54; i++) {
            assertThat(params.get(0)[i]).isEqualTo(averaged[i]);
        }
    }
}
