package dev.parley.audit;

import static dev.parley.Audits.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.run.Run;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Membership inference finds the rows of a model that learned them by heart, and no better than a coin elsewhere. */
class MembershipTest {
    private static final Parties FEW = dataset("digits").trainTest(0.1).split(4, iid());
    private static final Federation LONG =
            federation().rounds(40).client(localSgd(0.1).epochs(5).batch(8)).evaluateEvery(40);
    private static final Run BY_HEART = LONG.train(mlp(128), FEW);

    @Test
    void aModelThatLearnedByHeartGivesItsRowsAway() {
        Membership attack = membership(BY_HEART);
        assertThat(attack.ranking().positives()).isEqualTo(180);
        assertThat(attack.ranking().negatives()).isEqualTo(1617);
        assertThat(attack.auc()).isGreaterThan(0.6);
        assertThat(attack.advantage()).isGreaterThan(0.1);
    }

    @Test
    void aLikelihoodRatioFindsMoreAtFewFalseAlarms() {
        Membership ratio = membership(BY_HEART, 8, 40);
        assertThat(ratio.auc()).isGreaterThan(0.6);
        assertThat(ratio.found(0.1)).isGreaterThan(1.5 * membership(BY_HEART).found(0.1));
    }

    @Test
    void ofAnUntrainedModelNothingIsToldBetterThanByACoin() {
        Run fresh = federation().rounds(1).client(localSgd(1e-6)).train(mlp(128), FEW);
        assertThat(membership(fresh).auc()).isBetween(0.44, 0.56);
        assertThat(membership(fresh).advantage()).isBetween(-0.1, 0.1);
    }

    @Test
    void noiseOnWhatIsSentHidesWhoWasThere() {
        Run hidden = LONG.filter(clip(0.5)).filter(aggregateNoise(0.2)).train(mlp(128), FEW);
        assertThat(membership(hidden).auc()).isBetween(0.44, 0.56);
    }

    @Test
    void lossesAreThoseOfTheTrainingAndOfTheTest() {
        double[] losses = RowLosses.of(
                        BY_HEART.description(),
                        FEW.shape(),
                        BY_HEART.parts().outcome().params().get(0),
                        FEW.test())
                .loss();
        assertThat(Arrays.stream(losses).average().orElse(0)).isCloseTo(BY_HEART.loss(), within(1e-4));
    }

    @Test
    void refusesWhatItCannotAttack() {
        Run alone = local().epochs(1).train(softmax(), FEW);
        assertThatThrownBy(() -> membership(alone))
                .isInstanceOf(PlanException.class)
                .hasMessage("membership(run) attacks one model, but 'local' has 4; attack run.party(name)");
        assertThatThrownBy(() -> membership(BY_HEART, 1, 5))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "membership(run, shadows, epochs) compares with at least 2 shadow models, but 1 was given; 4 to"
                                + " 16 are usual");
        Run number = federation().rounds(1).train(linear(), dataset("diabetes").split(4, iid()));
        assertThat(membership(number).auc()).isBetween(0.4, 0.6);
        assertThatThrownBy(() -> membership(number, 4, 5))
                .isInstanceOf(PlanException.class)
                .hasMessage("membership(run, shadows, epochs) needs the probability of a class, but 'progression' is a"
                        + " number; use membership(run)");
    }
}
