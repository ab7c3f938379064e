package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Privacy loss distributions: both sides hold the true epsilon between them, and agree with dp_accounting. */
class LossAccountTest {
    private static final JsonNode GOLDEN = Golden.file("accounts.json");

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1e-5",
        "1, 20, 1e-5",
        "4, 20, 1e-5",
        "10, 1, 1e-3",
        "0.3, 1, 1e-5",
        "1, 1, 1e-30",
        "20, 2000, 1e-9",
        "2, 300, 1e-12",
        "100, 1, 1e-6"
    })
    void theExactGaussianLiesBetweenBothSides(double z, int rounds, double delta) {
        Bracket both = LossAccount.of(List.of(new LossAccount.Term(new SampledLoss(z, 1, true), rounds)), delta);
        double exact = AnalyticGaussian.epsilon(Math.sqrt(rounds) / z, delta);
        assertThat(both.high()).isGreaterThanOrEqualTo(exact * (1 - 1e-12)).isLessThan(exact * 1.001 + 1e-9);
        assertThat(both.low()).isLessThanOrEqualTo(exact * (1 + 1e-12)).isGreaterThan(exact * 0.999 - 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1", "0.01, 1", "0.5, 0.6", "0.9, 3", "0.001, 0.5"})
    void oneSampledRoundLiesBetweenBothSides(double q, double z) {
        double delta = 1e-5;
        for (boolean away : new boolean[] {true, false}) {
            Bracket both = LossAccount.of(List.of(new LossAccount.Term(new SampledLoss(z, q, away), 1)), delta);
            assertThat(exactDelta(q, z, away, both.high())).isLessThanOrEqualTo(delta * (1 + 1e-9));
            assertThat(exactDelta(q, z, away, both.low() * (1 - 1e-9) - 1e-15))
                    .isGreaterThanOrEqualTo(delta * (1 - 1e-4));
            assertThat(both.low()).isLessThanOrEqualTo(both.high()).isGreaterThan(0.99 * both.high() - 1e-9);
        }
    }

    /** By the closed form: the outcomes whose loss is above epsilon are a half line. */
    private static double exactDelta(double q, double z, boolean away, double epsilon) {
        double x = SampledLoss.outcome(away ? epsilon : -epsilon, z, q);
        double none = Normal.below(away ? -x / z : x / z);
        double one = Normal.below(away ? (1 - x) / z : (x - 1) / z);
        double mixed = (1 - q) * none + q * one;
        return away ? mixed - Math.exp(epsilon) * none : none - Math.exp(epsilon) * mixed;
    }

    @Test
    void dpAccountingIsMetWithinAThousandth() {
        Golden.each(GOLDEN.get("epsilons")).forEach(row -> {
            Bracket ours = new EpsilonFor(
                            new Noise(row.get("z").asDouble()),
                            new Delta(row.get("delta").asDouble()))
                    .rounds(row.get("rounds").asInt())
                    .sampling(row.get("q").asDouble())
                    .bracket();
            double theirs = row.get("pld").asDouble();
            assertThat(ours.high()).as(row.toString()).isCloseTo(theirs, within(2e-3 * theirs));
            assertThat(ours.low()).as(row.toString()).isLessThanOrEqualTo(theirs * (1 + 1e-6));
            assertThat(ours.high() - ours.low()).as(row.toString()).isLessThanOrEqualTo(1e-3 * theirs + 1e-12);
        });
    }

    @Test
    void differentMechanismsCompose() {
        Spending mixed = Spending.NOTHING
                .and(new SampledGaussian(1, 0.05, 40))
                .and(new SampledGaussian(1.5, 0.2, 30))
                .and(new SampledGaussian(8, 1, 10))
                .and(new SampledGaussian(1, 0.05, 60));
        assertThat(mixed.mechanisms()).hasSize(3);
        double theirs = GOLDEN.get("mixed").asDouble();
        assertThat(mixed.pld(new Delta(1e-6)).high()).isCloseTo(theirs, within(1e-3 * theirs));
    }

    @Test
    void manyTinyRoundsAreStillBounded() {
        Bracket both = new SampledGaussianQuestion(1, 1e-4, 1_000_000, 1e-9).bracket();
        assertThat(both.low()).isGreaterThan(0.7);
        assertThat(both.high()).isLessThan(0.72);
    }

    private record SampledGaussianQuestion(double z, double q, int rounds, double delta) {
        Bracket bracket() {
            return Spending.NOTHING.and(new SampledGaussian(z, q, rounds)).pld(new Delta(delta));
        }
    }

    @Test
    void moreNoiseFewerRoundsAndRarerDrawsSpendLess() {
        EpsilonFor base =
                new EpsilonFor(new Noise(1.1), new Delta(1e-5)).rounds(100).sampling(0.1);
        assertThat(new EpsilonFor(new Noise(1.2), new Delta(1e-5))
                        .rounds(100)
                        .sampling(0.1)
                        .pld())
                .isLessThan(base.pld());
        assertThat(base.rounds(90).pld()).isLessThan(base.pld());
        assertThat(base.sampling(0.09).pld()).isLessThan(base.pld());
        assertThat(base.pld()).isLessThan(base.rdp());
        assertThat(base.rdp()).isLessThan(base.rdp2017()).isLessThan(base.unamplified());
    }

    @Test
    void muchNoiseInOneRoundSpendsNothing() {
        assertThat(new EpsilonFor(new Noise(1e6), new Delta(1e-3)).sampling(0.5).pld())
                .isZero();
        assertThat(AnalyticGaussian.epsilon(1e-6, 1e-3)).isZero();
    }

    @Test
    void gaussiansAreThoseOfMpmath() {
        Golden.each(GOLDEN.get("gaussian")).forEach(row -> {
            double mu = row.get("mu").asDouble();
            double epsilon = row.get("epsilon").asDouble();
            double delta = row.get("delta").asDouble();
            assertThat(AnalyticGaussian.delta(mu, epsilon)).as(row.toString()).isCloseTo(delta, within(1e-10 * delta));
            assertThat(AnalyticGaussian.epsilon(mu, delta))
                    .as(row.toString())
                    .isCloseTo(epsilon, within(1e-9 * epsilon));
            assertThat(AnalyticGaussian.mu(epsilon, delta)).as(row.toString()).isCloseTo(mu, within(1e-9 * mu));
        });
    }

    @Test
    void renyiDivergencesAreThoseOfQuadrature() {
        Golden.each(GOLDEN.get("renyi"))
                .forEach(row -> assertThat(GaussianRenyi.of(
                                row.get("z").asDouble(),
                                row.get("q").asDouble(),
                                row.get("order").asDouble()))
                        .as(row.toString())
                        .isCloseTo(
                                row.get("value").asDouble(),
                                within(1e-9 * row.get("value").asDouble())));
    }

    @Test
    void zeroConcentratedPrivacyIsRenyiOverAllOrders() {
        double rho = 20 / (2 * 4.0 * 4.0);
        double zcdp = ZeroConcentrated.epsilon(rho, 1e-5);
        double rdp = new EpsilonFor(new Noise(4), new Delta(1e-5)).rounds(20).rdp();
        assertThat(zcdp).isLessThanOrEqualTo(rdp).isCloseTo(rdp, within(1e-3));
    }
}
