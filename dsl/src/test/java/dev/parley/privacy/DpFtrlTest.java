package dev.parley.privacy;

import static dev.parley.Cohorts.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Scaling.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.account.BinaryTree;
import dev.parley.account.CorrelatedGaussian;
import dev.parley.account.Delta;
import dev.parley.account.Spending;
import dev.parley.account.Toeplitz;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Noise that is correlated over rounds: what reaches the model, what it spends, and what is refused. */
class DpFtrlTest {
    private static final int PARTIES = 12;
    private static final double Z = 2;
    private static final double CLIP = 0.5;

    private static Parties parties() {
        return dataset("digits").features(range(0, 16)).split(PARTIES, iid());
    }

    /** Parties learn nothing, so that the model, which begins with zeros, is the noise of all rounds so far. */
    private static Federation still(int rounds) {
        return federation()
                .rounds(rounds)
                .client(localSgd(1e-30))
                .aggregate(mean())
                .participation(roundRobin(3));
    }

    private static DpFtrl banded(int separation, int most) {
        return dpFtrl(clip(CLIP), noise(Z)).minSeparation(separation).participations(most);
    }

    /** The model after each round. */
    private static List<float[]> models(Federation plan) {
        List<float[]> all = new ArrayList<>();
        plan.onRound(view -> all.add(view.params().toArray())).train(softmax(), parties());
        return all;
    }

    /** C n is what was drawn, round by round independent; C is the identity plus what is taken back. */
    @Test
    void theMatrixMakesTheNoiseOfRoundsIndependent() {
        int rounds = 8;
        List<float[]> models = models(still(rounds).privacy(banded(4, 2)));
        double[] c = Toeplitz.full(4).coefficients();
        float[] all = new float[rounds * models.get(0).length];
        for (int t = 0; t < rounds; t++) {
            for (int i = 0; i < models.get(0).length; i++) {
                double drawn = 0;
                for (int j = 0; j < Math.min(4, t + 1); j++) {
                    float before = t - j == 0 ? 0 : models.get(t - j - 1)[i];
                    drawn += c[j] * (models.get(t - j)[i] - before);
                }
                all[t * models.get(0).length + i] = (float) drawn;
            }
        }
        assertThat(NoiseLaw.against(all, Z * CLIP / 3)).isEmpty();
    }

    /** The row of B = A C^-1 that belongs to the last round. */
    @Test
    void theModelHasLessNoiseThanOfIndependentRounds() {
        int rounds = 8;
        List<float[]> models = models(still(rounds).privacy(banded(4, 2)));
        double b = 0;
        double squares = 0;
        for (double d : new Toeplitz(rounds, 4).inverse()) {
            b += d;
            squares += b * b;
        }
        assertThat(squares).isLessThan(0.4 * rounds);
        assertThat(NoiseLaw.against(models.get(rounds - 1), Z * CLIP / 3 * Math.sqrt(squares)))
                .isEmpty();
    }

    /** A draw at round t stands for the last 2^j rounds: what they add to the model is this draw alone. */
    @Test
    void aTreeTakesBackWhatSmallerSumsHad() {
        int rounds = 8;
        List<float[]> models = models(still(rounds).privacy(banded(4, 2).tree()));
        int numbers = models.get(0).length;
        float[] all = new float[rounds * numbers];
        for (int t = 1; t <= rounds; t++) {
            int from = t - Integer.lowestOneBit(t);
            for (int i = 0; i < numbers; i++) {
                float before = from == 0 ? 0 : models.get(from - 1)[i];
                all[(t - 1) * numbers + i] = models.get(t - 1)[i] - before;
            }
        }
        assertThat(NoiseLaw.against(all, Z * CLIP / 3)).isEmpty();
        assertThat(NoiseLaw.against(models.get(6), Z * CLIP / 3 * Math.sqrt(3))).isEmpty();
        assertThat(NoiseLaw.against(models.get(7), Z * CLIP / 3)).isEmpty();
    }

    @Test
    void theAccountOfATreeIsThatOfItsSums() {
        Run run = still(8).privacy(banded(4, 2).tree()).train(softmax(), parties());
        double sensitivity = new BinaryTree(8).sensitivity(4, 2);
        Spending expected = Spending.NOTHING.and(new CorrelatedGaussian(Z, sensitivity));
        assertThat(run.privacy(new Delta(1e-5)).epsilon())
                .isCloseTo(expected.pld(new Delta(1e-5)).high(), within(1e-9));
    }

    @Test
    void theAccountIsOneGaussianOfTheMatrixSensitivity() {
        Run run = still(8).privacy(banded(4, 2)).train(softmax(), parties());
        double sensitivity = new Toeplitz(8, 4).sensitivity(2);
        Spending expected = Spending.NOTHING.and(new CorrelatedGaussian(Z, sensitivity));
        assertThat(run.privacy(new Delta(1e-5)).epsilon())
                .isCloseTo(expected.pld(new Delta(1e-5)).high(), within(1e-9));
        assertThat(run.privacy().toString()).contains("against the coordinator: no guarantee");
    }

    @Test
    void seededForTestsItRepeatsOnEveryEngine() {
        Federation plan = still(5).client(localSgd(0.1)).privacy(banded(4, 2).seededForTests());
        Run one = plan.on(threads(2)).train(softmax(), parties());
        assertThat(plan.on(loopback()).train(softmax(), parties()).fingerprint())
                .isEqualTo(one.fingerprint());
        assertThat(one.privacy().toString()).contains("not private");
    }

    @Test
    void withoutSeparationAndBoundItIsRefused() {
        refused(
                still(8).privacy(dpFtrl(clip(CLIP), noise(Z))),
                "dpFtrl(clip(0.5), noise(2)) has an account of parties whose rounds lie apart and are few, but does not say"
                        + " how; say .minSeparation(b).participations(k), such as minSeparation(10).participations(2) for 20"
                        + " rounds of roundRobin(n / 10)");
    }

    @Test
    void cohortsThatKeepNoDistanceAreRefused() {
        refused(
                still(8).participation(poisson(0.5)).privacy(banded(4, 2)),
                "dpFtrl(clip(0.5), noise(2)).minSeparation(4).participations(2) needs rounds of a party that lie 4 apart,"
                        + " but participation(poisson(0.5)) keeps no distance; say participation(roundRobin(m))");
        refused(
                still(8).privacy(banded(5, 2)),
                "dpFtrl(clip(0.5), noise(2)).minSeparation(5).participations(2) needs rounds of a party that lie 5 apart,"
                        + " but participation(roundRobin(3)) of 12 parties comes back after 4; say minSeparation(4), or let"
                        + " fewer take part");
        refused(
                still(9).privacy(banded(4, 2)),
                "dpFtrl(clip(0.5), noise(2)).minSeparation(4).participations(2) has an account of at most 2 rounds of a"
                        + " party, but in 9 rounds of participation(roundRobin(3)) there may be 3; say participations(3), or"
                        + " rounds(8)");
    }

    private static void refused(Federation plan, String message) {
        assertThatThrownBy(() -> plan.train(softmax(), parties()))
                .isInstanceOf(PlanException.class)
                .hasMessage(message);
    }

    @Test
    void itCannotGoOnWithoutItsPastNoise() {
        Run stopped = still(8).privacy(banded(4, 2))
                .onRound(view -> {
                    if (view.round() == 3) {
                        view.stop();
                    }
                })
                .train(softmax(), parties());
        assertThat(stopped.rounds()).hasSize(3);
        assertThatThrownBy(stopped::resume)
                .hasMessageContaining(
                        "takes back noise of earlier rounds, which is in no file, so that this training cannot"
                                + " go on where it was stopped; train it anew, or take centralDp(clip(0.5), noise(2))");
    }

    @Test
    void aPlanKeepsItAsJson() {
        Federation plan = still(8).privacy(banded(4, 2));
        assertThat(PlanJson.read(plan.json()).json()).isEqualTo(plan.json());
        assertThat(banded(4, 2).tree())
                .hasToString("dpFtrl(clip(0.5), noise(2)).minSeparation(4).participations(2).tree()");
    }
}
