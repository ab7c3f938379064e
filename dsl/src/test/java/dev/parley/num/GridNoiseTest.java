package dev.parley.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GridNoiseTest {
    private static final int NUMBERS = 100_000;

    @Test
    void allThatComesOutLiesOnTheGrid() {
        GridNoise noise = new GridNoise(0.5, 1.1, NUMBERS, CipherRandom.of(new Seed(1)));
        ParamVector vector =
                ParamVector.zeros(Layout.empty().then("w", NUMBERS)).fill(0.3);
        noise.addTo(vector);
        double grid = noise.sd() / (1 << 24);
        for (int i = 0; i < 1000; i++) {
            double multiple = vector.at(i) / grid;
            // as near as a float can be
            assertThat(Math.abs(multiple - Math.rint(multiple)) * grid).isLessThan(Math.ulp(vector.at(i)));
        }
    }

    @Test
    void theDeviationPaysForTheRounding() {
        GridNoise noise = new GridNoise(2, 1.5, NUMBERS, CipherRandom.of(new Seed(1)));
        double grid = noise.sd() / (1 << 24);
        assertThat(noise.sd()).isEqualTo(1.5 * (2 + grid * Math.sqrt(NUMBERS)), within(1e-12));
        ParamVector vector = ParamVector.zeros(Layout.empty().then("w", NUMBERS));
        noise.addTo(vector);
        assertThat(vector.norm() / Math.sqrt(NUMBERS)).isEqualTo(3, within(5 * 3 / Math.sqrt(2.0 * NUMBERS)));
    }

    @Test
    void statisticsGetNone() {
        ParamVector vector = ParamVector.zeros(Layout.empty().then("w", 3).then("mean", Role.STATISTIC, 2));
        new GridNoise(1, 1, 3, CipherRandom.of(new Seed(1))).addTo(vector);
        assertThat(vector.at(3)).isZero();
        assertThat(vector.at(0)).isNotZero();
    }

    @Test
    void aStreamRepeatsWithItsSeedAlone() {
        assertThat(CipherRandom.of(new Seed(1)).nextLong())
                .isEqualTo(CipherRandom.of(new Seed(1)).nextLong())
                .isNotEqualTo(CipherRandom.of(new Seed(2)).nextLong());
        var platform = new java.security.SecureRandom();
        assertThat(CipherRandom.secret(platform).nextLong())
                .isNotEqualTo(CipherRandom.secret(platform).nextLong());
    }

    @Test
    void noiseThatNoGridCanHoldIsRefused() {
        assertThatThrownBy(() -> new GridNoise(1, 1e6, NUMBERS, CipherRandom.of(new Seed(1))))
                .hasMessage("noise of 1000000.0 times what one unit changes is too much for 100000 numbers on a grid");
    }
}
