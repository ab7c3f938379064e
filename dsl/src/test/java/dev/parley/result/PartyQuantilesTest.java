package dev.parley.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Distances between parties, as quantiles. */
class PartyQuantilesTest {
    @Test
    void percentilesAreThoseOfTheDefinition() {
        // numpy.percentile([0.2, 0.5, 0.6, 0.9], [10, 90]) and of one number
        double[] four = {0.2, 0.5, 0.6, 0.9};
        assertThat(PartyQuantiles.percentile(four, 0.1)).isCloseTo(0.29, within(1e-12));
        assertThat(PartyQuantiles.percentile(four, 0.9)).isCloseTo(0.81, within(1e-12));
        assertThat(PartyQuantiles.percentile(new double[] {0.7}, 0.9)).isEqualTo(0.7);
    }
}
