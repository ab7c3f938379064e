package dev.parley.privacy;

import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Scaling.*;
import static dev.parley.Sums.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.account.Delta;
import dev.parley.data.Parties;
import dev.parley.run.Run;
import org.junit.jupiter.api.Test;

/** Private trainings as a user writes them: the noise that reaches the model, who is drawn, and what the account says. */
class PrivateTrainingTest {
    private static final int PARTIES = 40;
    private static final double Z = 1.5;
    private static final double CLIP = 0.5;

    private static Parties parties() {
        return dataset("digits").features(range(0, 16)).split(PARTIES, iid());
    }

    /** Parties learn nothing, so that the model after a round, which begins with zeros, is the noise. */
    private static Federation still() {
        return federation().rounds(1).client(localSgd(1e-30)).aggregate(mean());
    }

    private static float[] weights(Run run) {
        return run.weights().toFloatVector();
    }

    @Test
    void theModelHasTheNoiseThatTheAccountCounts() {
        double q = 0.25;
        Federation plan = still().participation(poisson(q)).privacy(centralDp(clip(CLIP), noise(Z)));
        double sd = Z * CLIP / (q * PARTIES);
        float[] first = weights(plan.on(threads(2)).train(softmax(), parties()));
        float[] second = weights(plan.on(loopback()).train(softmax(), parties()));
        assertThat(NoiseLaw.against(first, sd)).isEmpty();
        assertThat(NoiseLaw.against(second, sd)).isEmpty();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aRoundOfNobodyHasTheSameNoise() {
        Federation plan = still().participation(poisson(1e-9)).privacy(centralDp(clip(1e-9), noise(Z)));
        assertThat(NoiseLaw.against(weights(plan.train(softmax(), parties())), Z * 1e-9 / (1e-9 * PARTIES)))
                .isEmpty();
    }

    @Test
    void localNoiseIsThatOfEachPartyOverTheCohort() {
        Federation plan = still().privacy(localDp(clip(CLIP), epsilon(2), delta(1e-5)));
        Run run = plan.train(softmax(), parties());
        double one = 2 * CLIP * noiseFor(epsilon(2), delta(1e-5)).unamplified();
        assertThat(NoiseLaw.against(weights(run), one / Math.sqrt(PARTIES))).isEmpty();
        assertThat(run.privacy(new Delta(1e-5)).epsilon()).isCloseTo(2, within(1e-6));
        assertThat(run.privacy().toString()).startsWith("""
                privacy of one party of 40, its updates or any others, at delta(1e-5)
                  against readers of the model: epsilon 2.0000 by PLD""").contains("against the coordinator: epsilon 2.0000");
    }

    @Test
    void noNoiseIsFoundOut() {
        assertThat(NoiseLaw.against(new float[650], 1)).startsWith("variance 0");
        assertThat(NoiseLaw.against(weights(still().train(softmax(), parties())), 0.1))
                .startsWith("variance");
        float[] half =
                weights(still().privacy(centralDp(clip(CLIP), noise(Z / 2))).train(softmax(), parties()));
        assertThat(NoiseLaw.against(half, Z * CLIP / PARTIES)).startsWith("variance 0.2");
    }

    @Test
    void controlVariatesAreClippedAndNoisedTogetherWithTheUpdate() {
        Federation plan = federation().rounds(2).aggregate(mean()).client(scaffold());
        Run run = plan.privacy(centralDp(clip(1e-6), noise(1e-3))).train(softmax(), parties());
        double norm = run.weights().norm2Number().doubleValue();
        assertThat(norm).isPositive().isLessThan(2 * 1.1e-6);
    }

    @Test
    void theCohortAndTheNoiseAreOthersEachTimeAndTheSameInTests() {
        Federation plan = federation()
                .rounds(3)
                .participation(poisson(0.5))
                .aggregate(mean())
                .privacy(centralDp(clip(1), noise(1.8)).seededForTests());
        Run once = plan.train(softmax(), parties());
        Run again = plan.on(loopback()).train(softmax(), parties());
        assertThat(again.fingerprint()).isEqualTo(once.fingerprint());
        assertThat(once.table().columnNames()).contains("epsilon (not private)");
        assertThat(once.privacy().toString())
                .startsWith(
                        "not private: cohorts and noise repeat with the plan's seed, which is public\nprivacy of one");
        Federation secret = plan.privacy(centralDp(clip(1), noise(1.8)));
        assertThat(secret.train(softmax(), parties())
                        .partyTable()
                        .column("party")
                        .asList())
                .isNotEqualTo(secret.train(softmax(), parties())
                        .partyTable()
                        .column("party")
                        .asList());
    }

    @Test
    void theAccountIsThatOfTheWords() {
        Run run = federation()
                .rounds(4)
                .participation(poisson(0.5))
                .aggregate(mean())
                .privacy(centralDp(clip(1), noise(1.8)))
                .train(softmax(), parties());
        var words = epsilonFor(noise(1.8), delta(1e-5)).rounds(4).sampling(0.5);
        assertThat(run.privacy().epsilon()).isEqualTo(words.pld());
        assertThat(run.table().doubleColumn("epsilon").get(3)).isCloseTo(words.rdp(), within(1e-12));
        assertThat(run.table().doubleColumn("epsilon").get(0))
                .isCloseTo(epsilonFor(noise(1.8), delta(1e-5)).sampling(0.5).rdp(), within(1e-12));
        assertThat(run.privacy().table().rowCount()).isEqualTo(2);
        assertThat(run.privacy().toString())
                .contains(
                        "against the coordinator: no guarantee, since it sees updates, or with secure(mean()) their sum,"
                                + " before noise is added");
        assertThat(run.partyTable().doubleColumn("loss before").countMissing())
                .isEqualTo(run.partyTable().rowCount());
    }

    @Test
    void aBudgetEndsTheTrainingBeforeItIsSpent() {
        Run run = federation()
                .rounds(50)
                .participation(poisson(0.5))
                .aggregate(mean())
                .stopWhen(epsilon(3))
                .privacy(centralDp(clip(1), noise(1.8)))
                .train(softmax(), parties());
        int most = roundsFor(epsilon(3), delta(1e-5)).noise(1.8).sampling(0.5).rdp();
        assertThat(run.rounds()).hasSize(most);
        assertThat(run.stopped()).isEqualTo("stopped by stopWhen(epsilon(3)) after round " + most);
        assertThatThrownBy(run::resume)
                .hasMessageStartingWith(
                        "stopWhen(epsilon(3)) allows no further round, after which epsilon would be 3.");
    }

    @Test
    void theLearnedNormFindsTheQuantile() {
        Parties parties = dataset("digits").features(range(0, 16)).split(100, iid());
        Run run = federation()
                .rounds(40)
                .client(localSgd(0.5))
                .aggregate(mean())
                .privacy(centralDp(adaptiveClip(0.5), noise(0.5)).seededForTests())
                .train(softmax(), parties);
        var table = run.table();
        assertThat(table.doubleColumn("clip norm").get(0)).isEqualTo(0.1);
        assertThat(table.doubleColumn("within clip").get(0)).isLessThan(0.4);
        double last = table.doubleColumn("within clip").last(15).mean();
        assertThat(last).isBetween(0.35, 0.65);
        assertThat(run.privacy(new Delta(1e-5)).epsilon())
                .isCloseTo(epsilonFor(noise(0.5), delta(1e-5)).rounds(40).pld(), within(1e-9));
    }

    @Test
    void withSecureTheSumGetsTheNoise() {
        Federation plan = still().aggregate(secure(mean()).bits(32).range(1)).privacy(centralDp(clip(CLIP), noise(Z)));
        float[] noise = weights(
                plan.train(softmax(), dataset("digits").features(range(0, 16)).split(8, iid())));
        assertThat(NoiseLaw.against(noise, Z * CLIP / 8)).isEmpty();
    }

    @Test
    void trainingsOnTheSamePartiesAddUp() {
        Parties parties = parties();
        Federation plan = federation().rounds(2).aggregate(mean()).privacy(centralDp(clip(1), noise(1.8)));
        plan.train(softmax(), parties);
        plan.participation(poisson(0.5)).train(softmax(), parties);
        plan.onRound(view -> view.stop()).train(softmax(), parties).resume();
        assertThat(account(parties))
                .singleElement()
                .asString()
                .contains("(4 rounds of noise(1.8), taking part in every one; 2 rounds of noise(1.8), drawn with"
                        + " probability 0.5)");
        assertThatThrownBy(() -> account(parties()))
                .hasMessage(
                        "account(parties) adds up private trainings of this process on a split, but there was none on this"
                                + " one; give it the split itself, as it was trained on");
    }

    @Test
    void whatATrainingComesToIsExplainedBeforeIt() {
        Federation plan = federation()
                .rounds(20)
                .participation(poisson(0.5))
                .aggregate(mean())
                .privacy(centralDp(clip(1), noise(1.8)));
        var explained = explain(plan, softmax(), parties());
        assertThat(explained.refused()).isEmpty();
        assertThat(explained.lines().get("rounds")).isEqualTo("20, of 20.0 parties of 40 in the mean");
        assertThat(explained.lines().get("privacy"))
                .startsWith(
                        "privacy of one party of 40, there or not, at delta(1e-5)\n  against readers of the model: epsilon ");
        Run run = plan.train(softmax(), parties());
        long up = run.rounds().get(0).parties().get(0).bytesUp();
        assertThat(explained.lines().get("bytes")).startsWith("a party sends " + up / 1000 + ".");
        assertThat(explain(plan.aggregate(weightedMean()), softmax(), parties()).toString())
                .contains("refused   privacy(centralDp(clip(1), noise(1.8))) bounds one party's part in a plain sum");
        assertThat(plot(run.privacy()).getTitle()).isEqualTo("federation · epsilon against readers of the model");
    }
}
