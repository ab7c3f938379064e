package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random allocation: from above, and close. */
class AllocatedLossTest {
    private static double pld(double z, int k, int rounds, double delta) {
        return new EpsilonFor(new Noise(z), new Delta(delta))
                .rounds(rounds)
                .allocation(k)
                .pld();
    }

    @Test
    void theBoundLiesBetweenThoseOfFeldmanAndShenfeld() {
        Golden.each(Golden.file("accounts.json").get("allocations")).forEach(row -> {
            double ours = pld(
                    row.get("z").asDouble(),
                    row.get("k").asInt(),
                    row.get("rounds").asInt(),
                    row.get("delta").asDouble());
            assertThat(ours)
                    .as(row.toString())
                    .isBetween(row.get("low").asDouble(), row.get("high").asDouble());
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 2", "0.7, 3", "2, 0.2", "3, 0.05"})
    void ofTwoRoundsDeltaIsNeverBelowTheIntegral(double z, double epsilon) {
        for (boolean away : new boolean[] {true, false}) {
            double exact = integral(z, epsilon, away);
            AllocatedLoss loss = new AllocatedLoss(z, 2, away);
            LossGrid grid = loss.above(loss.finest(), 1e-18);
            double delta = grid.infinite();
            for (int i = 0; i < grid.mass().length; i++) {
                delta -= Math.min(0, grid.mass()[i] * Math.expm1(epsilon - grid.loss(i)));
            }
            assertThat(delta).isBetween(exact * (1 - 1e-10), exact * 1.001);
        }
    }

    /** E[(R - e^epsilon)+], or E[(1 - e^epsilon R)+], for R the mean of two: over the one, of a closed form of the other. */
    private static double integral(double z, double epsilon, boolean away) {
        double e = Math.exp(epsilon);
        double sum = 0;
        double h = 1e-4;
        for (double y = -12 * z; y < 12 * z; y += h) {
            double v = Math.exp((2 * y - 1) / (2 * z * z));
            double other = away ? call(2 * e - v, z) / 2 : e * put(2 / e - v, z) / 2;
            sum += h * Normal.density(y / z) / z * other;
        }
        return sum;
    }

    /** E[(V - c)+] of the lognormal value. */
    private static double call(double c, double z) {
        if (c <= 0) {
            return 1 - c;
        }
        double x = z * z * Math.log(c) + 0.5;
        return Normal.below((1 - x) / z) - c * Normal.below(-x / z);
    }

    private static double put(double c, double z) {
        return c <= 0 ? 0 : call(c, z) + c - 1;
    }

    @Test
    void alwaysTakingPartIsTheGaussian() {
        assertThat(pld(2, 7, 7, 1e-5)).isEqualTo(AnalyticGaussian.epsilon(Math.sqrt(7) / 2, 1e-5));
        Bracket alone = LossAccount.of(List.of(new LossAccount.Term(new AllocatedLoss(2, 1, true), 7)), 1e-5);
        assertThat(alone.high())
                .isGreaterThan(AnalyticGaussian.epsilon(Math.sqrt(7) / 2, 1e-5))
                .isCloseTo(AnalyticGaussian.epsilon(Math.sqrt(7) / 2, 1e-5), within(1e-3));
    }

    @Test
    void itIsTighterThanNoAmplificationAndThanRarerDraws() {
        EpsilonFor asked = new EpsilonFor(new Noise(1), new Delta(1e-5)).rounds(20);
        double allocated = asked.allocation(3).pld();
        assertThat(allocated).isLessThan(asked.allocation(3).unamplified());
        assertThat(allocated).isLessThan(asked.sampling(0.15).pld());
        assertThat(allocated).isGreaterThan(asked.allocation(2).pld());
    }

    @Test
    void roundsThatDoNotDivideEvenlyLieBetweenThoseThatDo() {
        assertThat(pld(1, 3, 10, 1e-5)).isLessThan(pld(1, 3, 9, 1e-5)).isGreaterThan(pld(1, 3, 12, 1e-5));
    }

    @Test
    void sumsOfValuesKeepTheirMean() {
        LossGrid grid = new AllocatedLoss(1, 11, true).above(0.01, 1e-16);
        double sum = grid.infinite();
        for (double mass : grid.mass()) {
            sum += mass;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }
}
