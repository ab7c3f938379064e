package dev.parley.aggregate;

import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.server.FedAdam;
import dev.parley.server.ServerOptimizer;
import dev.parley.server.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Flower's values on the same updates: equal, or the difference is the one that docs/conformance.md names. */
class FlowerConformanceTest {
    private static final JsonNode OURS = Golden.file("robust.json").get("cases");
    private static final JsonNode FLOWERS = Golden.file("flower.json").get("cases");

    private static Updates updates(JsonNode rows) {
        List<Update> all = new ArrayList<>();
        for (JsonNode row : rows) {
            float[] values = Golden.floats(row);
            Member from = new Member(all.size(), "party-" + (all.size() + 1), 1);
            all.add(new Update(from, 1, Payload.of(Update.DELTA, vector(values)), Work.NONE));
        }
        return new Updates(all);
    }

    private static ParamVector vector(float[] values) {
        return ParamVector.of(Layout.empty().then("x", values.length), values);
    }

    private static void equal(Aggregation rule, int at, String name) {
        double[] flower = Golden.doubles(FLOWERS.get(at).get(name));
        ParamVector made = rule.aggregate(updates(OURS.get(at).get("updates")));
        for (int i = 0; i < flower.length; i++) {
            assertThat((double) made.at(i)).as(name).isCloseTo(flower[i], within(1e-5));
        }
    }

    @Test
    void theSame() {
        for (int at = 0; at < OURS.size(); at++) {
            equal(krum(2), at, "krum 2");
            equal(multiKrum(2, 5), at, "multiKrum 2 5");
            equal(median(), at, "median");
            equal(trimmedMean(0.2), at, "trimmed 0.2");
        }
        equal(bulyan(2), 2, "bulyan 2");
        equal(bulyan(2), 2, "bulyan 2 in one pass");
    }

    /**
     * Ties are broken otherwise: Flower takes the first of two updates that are each other's nearest, so that its
     * result depends on their order.
     */
    @Test
    void bulyanBreaksTiesOtherwise() {
        Updates updates = updates(OURS.get(0).get("updates"));
        List<Update> turned = new ArrayList<>(updates.list());
        java.util.Collections.reverse(turned);
        float[] made = bulyan(2).aggregate(updates).toArray();
        double[] flower = Golden.doubles(FLOWERS.get(0).get("bulyan 2"));

        assertThat(bulyan(2).aggregate(new Updates(turned)).toArray()).containsExactly(made, within(1e-6f));
        assertThat(IntStream.range(0, made.length)
                        .mapToDouble(i -> Math.abs(made[i] - flower[i]))
                        .max()
                        .orElse(0))
                .isBetween(0.1, 2.0);
    }

    /** Flower's step is ours times the bias correction, with second moments that begin at 0 and not at tau squared. */
    @Test
    void fedAdamHasNoBiasCorrection() {
        Updates updates = updates(OURS.get(0).get("updates"));
        float[] mean = updates.mean().toArray();
        double[] flower = Golden.doubles(FLOWERS.get(0).get("fedAdam 0.1").get(0));
        double correction = Math.sqrt(1 - Math.pow(0.99, 2)) / (1 - Math.pow(0.9, 2));
        FedAdam adam = new FedAdam(0.1);
        ServerState first = adam.init(vector(new float[mean.length]));
        ParamVector ours = adam.learn(first, vector(mean)).params();
        for (int i = 0; i < mean.length; i++) {
            double begun = (Math.sqrt(0.01 * mean[i] * mean[i]) + 1e-3)
                    / (Math.sqrt(0.01 * mean[i] * mean[i] + 0.99 * 1e-6) + 1e-3);
            assertThat((double) ours.at(i)).isCloseTo(flower[i] / correction * begun, within(1e-6));
        }
    }

    /** Flower's parameters after three rounds of the same updates, ours from moments that begin at 0 as Flower's do. */
    private static void sameSteps(ServerOptimizer optimizer, String name) {
        for (int at = 0; at < OURS.size(); at++) {
            ParamVector mean = updates(OURS.get(at).get("updates")).mean();
            ParamVector zeros = ParamVector.zeros(mean.layout());
            Map<String, ParamVector> moments =
                    new TreeMap<>(optimizer.init(zeros).moments());
            moments.replaceAll((moment, first) -> zeros);
            ServerState state = new ServerState(0, zeros, moments);
            for (int round = 1; round <= 3; round++) {
                state = optimizer.at(round, 3).step(state, mean);
                assertThat(Golden.distance(
                                state.params().toArray(),
                                Golden.doubles(FLOWERS.get(at).get(name).get(round - 1))))
                        .as(name + " after round " + round)
                        .isLessThan(1e-5);
            }
        }
    }

    @Test
    void theSameServerSteps() {
        sameSteps(fedYogi(0.1), "fedYogi 0.1");
        sameSteps(fedAdagrad(0.1), "fedAdagrad 0.1");
        sameSteps(fedAvgM(0.9).rate(0.5), "fedAvgM 0.5 0.9");
        sameSteps(fedAdam(0.1).biasCorrection(true), "fedAdam 0.1");
        assertThat(fedAdam(0.1)
                        .biasCorrection(true)
                        .init(vector(new float[2]))
                        .moments()
                        .values())
                .as("under this option they begin at 0")
                .allMatch(moment -> moment.norm() == 0);
    }

    /** Flower's bit is 1 where an update was clipped, the paper's where it was not; the sign before it is the same. */
    @Test
    void adaptiveClippingRunsAway() {
        JsonNode clipping = Golden.file("flower.json").get("adaptiveClipping");
        double[] norms = Golden.doubles(clipping.get("norms"));
        double[] flower = Golden.doubles(clipping.get("flower"));
        double[] paper = Golden.doubles(clipping.get("paper"));
        for (int round = 1; round < flower.length; round++) {
            assertThat(flower[round]).isCloseTo(next(flower[round - 1], norms, true), within(1e-12));
            assertThat(paper[round]).isCloseTo(next(paper[round - 1], norms, false), within(1e-12));
        }
        assertThat(flower[60]).isCloseTo(0.1 * Math.exp(-0.2 * 0.5 * 60), within(1e-9));
        assertThat(paper[60]).isCloseTo(1, within(0.03));
    }

    /** C exp(-0.2 (share - 0.5)) of the clipped, or of those that are not. */
    private static double next(double norm, double[] norms, boolean ofClipped) {
        double clipped = DoubleStream.of(norms).filter(each -> each > norm).count() / (double) norms.length;
        return norm * Math.exp(-0.2 * ((ofClipped ? clipped : 1 - clipped) - 0.5));
    }
}
