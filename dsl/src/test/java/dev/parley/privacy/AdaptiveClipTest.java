package dev.parley.privacy;

import static dev.parley.Privacy.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.fault.PlanException;
import org.junit.jupiter.api.Test;

/** The steps of a learned norm, in the paper's sign, and the noise that is left for the updates. */
class AdaptiveClipTest {
    @Test
    void itGrowsWhereFewAreWithinAndShrinksWhereManyAre() {
        assertThat(adaptiveClip(0.5).next(1, 0)).isCloseTo(Math.exp(0.1), within(1e-12));
        assertThat(adaptiveClip(0.5).next(1, 1)).isCloseTo(Math.exp(-0.1), within(1e-12));
        assertThat(adaptiveClip(0.9).next(2, 0.9)).isEqualTo(2);
    }

    /** The check of the handbook: norms of median 1, from 0.1; a rule with the other sign of the bit ends near 0. */
    @Test
    void afterSixtyRoundsItIsAtTheMedian() {
        double[] norms = {0.25, 0.5, 0.75, 0.9, 1.1, 1.5, 2, 4};
        double c = 0.1;
        for (int round = 0; round < 60; round++) {
            double within = 0;
            for (double norm : norms) {
                within += norm <= c ? 1.0 / norms.length : 0;
            }
            c = adaptiveClip(0.5).next(c, within);
        }
        assertThat(c).isBetween(0.9, 1.1);
    }

    /** Two Gaussians compose by the sum of 1 / z^2: that of the updates, and that of the count with multiplier 2 m / 20. */
    @Test
    void bothNoisesTogetherSpendWhatTheWordsSay() {
        double updates = AdaptiveClip.multiplier(1.8, 100);
        double count = 2 * AdaptiveClip.countNoise(100);
        assertThat(count).isEqualTo(10);
        assertThat(1 / (updates * updates) + 1 / (count * count)).isCloseTo(1 / (1.8 * 1.8), within(1e-12));
        assertThat(AdaptiveClip.multiplier(1.8, 18)).isNaN();
    }

    @Test
    void itSaysItselfAndRefusesWhatIsNoShare() {
        assertThat(adaptiveClip(0.5).rate(0.1).from(2)).hasToString("adaptiveClip(0.5).rate(0.1).from(2)");
        assertThatThrownBy(() -> adaptiveClip(1))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "adaptiveClip(share) needs a share above 0 and below 1, but 1 was given; take adaptiveClip(0.5)"
                                + " for the median of the norms");
    }
}
