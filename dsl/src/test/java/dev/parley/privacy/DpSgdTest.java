package dev.parley.privacy;

import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Scaling.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.Pictures;
import dev.parley.account.Delta;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private steps as a user writes them: what they learn, the noise that reaches the model, and what the account says. */
class DpSgdTest {
    private static final int ALL = 1_000_000;

    @TempDir
    Path folder;

    private static Parties digits(int parties) {
        return dataset("digits").features(range(0, 16)).split(parties, iid());
    }

    private static float[] weights(Run run) {
        return run.weights().toFloatVector();
    }

    /** Next to no noise, no bound that is reached, and all rows in each step. */
    private static DpSgd plain(double rate) {
        return dpSgd(rate, clip(1000), noise(1e-9)).batch(ALL);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutBoundNoiseAndDrawItIsSgd(boolean momentum) {
        Federation plan = federation().rounds(3);
        ClientAlgorithm priv = momentum
                ? plain(0.1).epochs(4).momentum(0.9).weightDecay(0.01)
                : plain(0.1).epochs(4);
        ClientAlgorithm same = momentum
                ? localSgd(0.1).epochs(4).batch(ALL).momentum(0.9).weightDecay(0.01)
                : localSgd(0.1).epochs(4).batch(ALL);
        float[] expected = weights(plan.client(same).train(mlp(20), digits(3)));
        float[] found = weights(plan.client(priv).train(mlp(20), digits(3)));
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isEqualTo(expected[i], within(2e-5f));
        }
    }

    @Test
    void theModelHasTheNoiseThatTheAccountCounts() {
        Parties one = digits(1);
        int rows = one.all().get(0).size();
        // rows of which each may change so little that next to nothing is learned: the sum is noise
        DpSgd client = dpSgd(0.5, clip(1e-3), noise(1000)).batch(100);
        for (DpSgd each : new DpSgd[] {client, client.fastNoise()}) {
            float[] first = weights(federation().rounds(1).client(each).train(softmax(), one));
            float[] second =
                    weights(federation().rounds(1).client(each).on(loopback()).train(softmax(), one));
            double sd = 0.5 * 1000 * 1e-3 / 100 * Math.sqrt(Math.ceil(rows / 100.0));
            assertThat(NoiseLaw.against(first, sd)).isEmpty();
            assertThat(NoiseLaw.against(second, sd)).isEmpty();
            assertThat(first).isNotEqualTo(second);
        }
    }

    @Test
    void itLearnsAndTheAccountIsThatOfTheSteps() {
        Parties one = digits(1);
        int rows = one.all().get(0).size();
        Run run = centralized()
                .epochs(3)
                .client(dpSgd(0.5, clip(1), noise(1)).batch(128))
                .train(softmax(), one);
        assertThat(run.accuracy()).isGreaterThan(0.7);
        int steps = (int) Math.ceil(rows / 128.0);
        double expected = epsilonFor(noise(1), delta(1e-5))
                .rounds(3 * steps)
                .sampling(128.0 / rows)
                .pld();
        assertThat(run.privacy(new Delta(1e-5)).epsilon()).isCloseTo(expected, within(1e-9));
        assertThat(run.privacy().toString()).startsWith("privacy of one row of " + String.format("%,d", rows));
    }

    /** Half the rows are drawn twice as often, in half as many steps. */
    @Test
    void theAccountIsThatOfThePartyThatSpendsMost() {
        Parties sizes = dataset("digits").features(range(0, 16)).split(3, quantitySkew(geometric(0.5)));
        int least = sizes.all().stream().mapToInt(party -> party.size()).min().orElseThrow();
        Run run = federation()
                .rounds(4)
                .client(dpSgd(0.1, clip(1), noise(2)).batch(32))
                .train(softmax(), sizes);
        double expected = epsilonFor(noise(2), delta(1e-5))
                .rounds(4 * (int) Math.ceil(least / 32.0))
                .sampling(32.0 / least)
                .pld();
        assertThat(run.privacy(new Delta(1e-5)).epsilon()).isCloseTo(expected, within(1e-9));
        assertThat(run.privacy().toString())
                .contains("against the coordinator: epsilon "
                        + String.format("%.4f", run.privacy().epsilon()));
    }

    @Test
    void noLossAndNoNumberOfRowsDrawnLeavesAParty() {
        Run run = federation()
                .rounds(3)
                .client(dpSgd(0.1, clip(1), noise(1)).batch(16))
                .train(softmax(), digits(4));
        run.rounds()
                .forEach(round -> round.parties().forEach(party -> {
                    assertThat(party.lossBefore()).isNaN();
                    assertThat(party.lossAfter()).isNaN();
                }));
    }

    @Test
    void seededForTestsItRepeatsOnEveryEngineAndSaysThatItIsNotPrivate() {
        Federation plan = federation()
                .rounds(2)
                .client(dpSgd(0.1, clip(1), noise(1)).batch(16).seededForTests());
        Run one = plan.on(threads(1)).train(mlp(70), digits(3));
        assertThat(plan.on(threads(3)).train(mlp(70), digits(3)).fingerprint()).isEqualTo(one.fingerprint());
        assertThat(plan.on(loopback()).train(mlp(70), digits(3)).fingerprint()).isEqualTo(one.fingerprint());
        assertThat(one.privacy().toString()).contains("not private");
        assertThat(one.table().columnNames()).contains("epsilon (not private)");
    }

    @Test
    void convolutionsLearnPrivately() {
        Run run = centralized()
                .epochs(8)
                .client(dpSgd(0.5, clip(1), noise(0.2)).batch(64).seededForTests())
                .train(
                        sequential(conv(8, 3).stride(2), tanh(), maxPool(2), dense()),
                        Pictures.bars(folder, 400, 12).split(1, iid()));
        assertThat(run.accuracy()).isGreaterThan(0.6);
    }

    @Test
    void layersThatMixRowsAreRefused() {
        assertThatThrownBy(() -> federation()
                        .client(dpSgd(0.1, clip(1), noise(1)))
                        .train(sequential(dense(8), batchNorm(), relu(), dense()), digits(3)))
                .isInstanceOf(PlanException.class)
                .hasMessage("dpSgd(0.1, clip(1), noise(1)) bounds the gradient of each row, but batchNorm() takes"
                        + " statistics of all rows of a batch together, so that each row changes the gradients of the"
                        + " others; train a network without it, such as mlp(200, 200), or protect whole parties:"
                        + " privacy(centralDp(clip(1), noise(1)))");
    }

    @Test
    void aGraphThatAddsUpItsRowsInsideIsRefused() {
        assertThatThrownBy(() -> federation()
                        .client(dpSgd(0.1, clip(1), noise(1)))
                        .train(
                                sameDiff("line", (sd, x) -> sd.nn().linear(x, sd.var("w", 64, 10), sd.var("b", 10))),
                                digits(3)))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("dpSgd(0.1, clip(1), noise(1)) bounds the gradient of each row, but ")
                .hasMessageEndingWith(" adds up the gradients of its rows inside; train a network without it, such as"
                        + " mlp(200, 200), or protect whole parties: privacy(centralDp(clip(1), noise(1)))");
    }

    @Test
    void moreNoiseThanAGridHoldsIsRefused() {
        assertThatThrownBy(() ->
                        federation().client(dpSgd(0.1, clip(1), noise(1e6))).train(softmax(), digits(3)))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "dpSgd(0.1, clip(1), noise(1000000)) has more noise than a grid of 2^24 steps holds for the 650"
                                + " numbers of softmax(); take noise(z) of 1000 or less");
    }

    @Test
    void badNumbersAreRefused() {
        assertThatThrownBy(() -> dpSgd(0, clip(1), noise(1)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("dpSgd(rate, ..)");
        DpSgd known = dpSgd(0.1, clip(1), noise(1));
        assertThatThrownBy(() -> known.batch(0)).hasMessageContaining("dpSgd(..).batch(n)");
        assertThatThrownBy(() -> known.epochs(0)).hasMessageContaining("dpSgd(..).epochs(n)");
        assertThatThrownBy(() -> known.momentum(1)).hasMessageContaining("dpSgd(..).momentum(m)");
    }

    @Test
    void aPlanSaysItAndKeepsItAsJson() {
        DpSgd client = dpSgd(0.1, clip(1), noise(1.1))
                .epochs(2)
                .batch(64)
                .momentum(0.5)
                .weightDecay(0.01)
                .fastNoise()
                .seededForTests();
        assertThat(client)
                .hasToString("dpSgd(0.1, clip(1), noise(1.1)).epochs(2).batch(64).momentum(0.5).weightDecay(0.01)"
                        + ".fastNoise().seededForTests()");
        Federation plan = federation().client(client);
        assertThat(PlanJson.read(plan.json()).client()).isEqualTo(client);
    }
}
