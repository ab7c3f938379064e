package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.fault.PlanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noise that is correlated over rounds: the tables of jax-privacy 2.2 and arXiv 2505.12128. */
class ToeplitzTest {
    @ParameterizedTest
    @CsvSource({
        "10, 1.791344, 1.653181",
        "100, 2.531352, 2.370658",
        "1000, 3.265003, 3.102239",
        "2000, 3.485678, 3.322963"
    })
    void sensitivityAndErrorsAreThePublishedOnes(int rounds, double squares, double mean) {
        Toeplitz matrix = Toeplitz.full(rounds);
        assertThat(matrix.sensitivity() * matrix.sensitivity()).isCloseTo(squares, within(5e-7));
        assertThat(matrix.maxError()).isCloseTo(squares, within(5e-7));
        assertThat(matrix.meanError()).isCloseTo(mean, within(5e-7));
    }

    @Test
    void coefficientsAreThePublishedOnes() {
        assertThat(Toeplitz.full(6).coefficients())
                .containsExactly(1, 1 / 2.0, 3 / 8.0, 5 / 16.0, 35 / 128.0, 63 / 256.0);
        assertThat(Toeplitz.full(7).inverse())
                .containsExactly(1, -1 / 2.0, -1 / 8.0, -1 / 16.0, -5 / 128.0, -7 / 256.0, -21 / 1024.0);
    }

    @Test
    void oneBandIsNoiseOfEachRoundAlone() {
        Toeplitz alone = new Toeplitz(16, 1);
        assertThat(alone.sensitivity()).isEqualTo(1);
        assertThat(alone.maxError()).isCloseTo(4, within(1e-12));
        assertThat(alone.inverse()).startsWith(1, 0, 0).hasSize(16);
    }

    @Test
    void bandedColumnsThatLieApartAddUpInSquares() {
        Toeplitz banded = new Toeplitz(10, 4);
        double[] c = banded.coefficients();
        double[] sum = new double[10];
        for (int column : new int[] {0, 4, 8}) {
            for (int k = 0; k < 4 && column + k < 10; k++) {
                sum[column + k] += c[k];
            }
        }
        double squares = 0;
        for (double one : sum) {
            squares += one * one;
        }
        assertThat(banded.most()).isEqualTo(3);
        assertThat(banded.sensitivity(5)).isEqualTo(banded.sensitivity(3)).isGreaterThanOrEqualTo(Math.sqrt(squares));
        assertThat(banded.sensitivity(2)).isCloseTo(banded.sensitivity() * Math.sqrt(2), within(1e-12));
    }

    @Test
    void bandsBeyondTheRoundsAreRefused() {
        assertThatThrownBy(() -> new Toeplitz(10, 11))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "bands need a number from 1 to all 10 rounds, but 11 was given; take as many as minSeparation");
    }
}
