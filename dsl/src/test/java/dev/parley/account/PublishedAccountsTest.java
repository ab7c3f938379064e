package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that other libraries' own tests and papers print, to the digits given there. */
class PublishedAccountsTest {
    private static EpsilonFor epsilonOf(double z, double q, int rounds, double delta) {
        return new EpsilonFor(new Noise(z), new Delta(delta)).rounds(rounds).sampling(q);
    }

    @Test
    void theFederatedPaperOfMcMahanIsReproducedByBothConversions() {
        EpsilonFor paper = epsilonOf(1, 5000.0 / 763430, 5000, 1e-9);
        assertThat(paper.orders(2, 32).rdp2017()).isCloseTo(4.633789, within(5e-7)); // published as 4.634
        assertThat(paper.rdp()).isCloseTo(4.183291, within(5e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 6.50070897e-4",
        "2.5, 1.0854180569e-3",
        "5, 2.18075656e-3",
        "50, 2.38460375e-2",
        "100, 1.67416308e2"
    })
    void renyiDivergencesAreThoseOfDpAccountingOrExact(double order, double value) {
        // fractional orders have the exact value, by mpmath: theirs are looser, 6.70579741e-4 and 1.08548710e-3
        double ours = new SampledGaussian(2.5, 0.01, 50).renyi(order);
        assertThat(ours).isCloseTo(value, within(4e-9 * value));
    }

    @Test
    void opacusAccountsAreMet() {
        EpsilonFor one = epsilonOf(1.5, 0.04, 2250, 1e-5);
        assertThat(one.rdp())
                .isCloseTo(7.32911117143, within(1e-9)); // exact 7.32911117148; Opacus stops its series at e^-30
        assertThat(one.pld())
                .isLessThan(6.777395712150674)
                .isGreaterThan(6.777395712150674 - 0.02); // their eps_error is 0.01
        assertThat(one.pld()).isCloseTo(6.768787, within(1e-3));
    }

    @Test
    void theCentralLimitOfOpacusIsTheAnalyticGaussian() {
        double mu = 0.04 * Math.sqrt(2249 * Math.expm1(1 / (1.5 * 1.5))); // 90 // 0.04
        assertThat(AnalyticGaussian.epsilon(mu, 1e-5)).isBetween(6.59, 6.60);
        double z = 1.3232421875;
        assertThat(AnalyticGaussian.epsilon(0.04 * Math.sqrt(2250 * Math.expm1(1 / (z * z))), 1e-5))
                .isCloseTo(8, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"2250, 1.416, 1.34765625", "2000, 1.3562, 1.2915"})
    void opacusFindsTheSameNoise(int rounds, double rdp, double prv) {
        NoiseFor asked =
                new NoiseFor(new Epsilon(8), new Delta(1e-5)).rounds(rounds).sampling(0.04);
        assertThat(asked.rdp()).isCloseTo(rdp, within(1e-3));
        assertThat(asked.pld()).isCloseTo(prv, within(2e-3)).isLessThan(prv);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 0.05, 6.209969", "2, 0.05, 4.172800", "3, 0.05, 2.527574", "1.5, 0.001, 0.099821"})
    void opacusPrvIsMetWithinItsError(double z, double q, double prv) {
        EpsilonFor one = epsilonOf(z, q, 1000, 1e-6);
        assertThat(one.pld()).isBetween(prv - 0.0103, prv - 0.0097); // their upper side is 0.01 above
    }

    @ParameterizedTest
    @CsvSource({"1.3, 60000, 150, 15, 1e-5, 0.7242234026109595, 19", "1, 100000, 100, 30, 1e-7, 1.4154988495444842, 13"
    })
    void tensorFlowPrivacyPrintsTheSame(double z, int n, int batch, int epochs, double delta, double value, int order) {
        EpsilonFor one = epsilonOf(z, (double) batch / n, (int) Math.ceil((double) epochs * n / batch), delta);
        assertThat(one.rdp()).isCloseTo(value, within(1e-9 * value));
        assertThat(one.spending().rdp(new Delta(delta)).order()).isEqualTo(order);
    }

    @Test
    void littleNoiseIsCountedInLogarithms() {
        SampledGaussian one = new SampledGaussian(0.1, 1024 / 1e8, (long) Math.ceil(10 * 1e8 / 1024));
        Renyi.Best best = new Renyi(List.of(1.25, 1.5, 1.75, 2.0, 4.0)).epsilon(one::renyi, new Delta(1e-7));
        assertThat(best.epsilon()).isCloseTo(5907982.3113984, within(1e-3));
        assertThat(best.order()).isEqualTo(1.25);
    }

    @Test
    void theStatementOfTensorFlowPrivacyIsMet() {
        // z = 2 with microbatches counts as 1; 782 steps of 64 among 10,000 rows; five epochs; three rows a user.
        Spending drawn = epsilonOf(1, 0.0064, 782, 1e-6).spending();
        assertThat(drawn.rdp(new Delta(1e-6)).epsilon()).isCloseTo(1.616, within(5e-4));
        assertThat(epsilonOf(1, 1, 5, 1e-6).rdp()).isCloseTo(13.376, within(5e-4));
        assertThat(drawn.group(3, new Delta(1e-6))).isCloseTo(6.425, within(5e-4));
    }

    @Test
    void pureDivergencesAreConvertedAsByDpAccounting() {
        Renyi.Best best = Renyi.whole(2, 32).epsilon(order -> 1.1, new Delta(1e-5));
        assertThat(best.epsilon()).isCloseTo(1.32783806176, within(5e-12));
        assertThat(best.order()).isEqualTo(32);
    }

    @Test
    void theExactGaussianIsThatOfDpAccounting() {
        assertThat(AnalyticGaussian.delta(3, 1)).isCloseTo(0.78760074, within(5e-9));
    }

    @Test
    void theSmallestNoiseIsThatOfDpAccounting() {
        NoiseFor one = new NoiseFor(new Epsilon(1), new Delta(1e-5)).sampling(0.01);
        assertThat(one.pld()).isCloseTo(0.67379294682, within(1e-5)).isGreaterThan(0.67379);
        NoiseFor many = new NoiseFor(new Epsilon(1), new Delta(1e-5)).rounds(25).sampling(0.001);
        assertThat(6 * many.pld()).isCloseTo(3.20956502598, within(3e-5)).isGreaterThan(3.209564);
    }

    @ParameterizedTest
    @CsvSource({"1.13, 19.74", "8.83, 2.04"})
    void treesOfNoiseStayBelowWhatDpAccountingBounds(double z, double most) {
        // a row lies in 11 nodes of the tree over 1,600 steps
        double rdp = epsilonOf(z, 1, 11, 1e-6).rdp();
        assertThat(rdp).isLessThan(most).isGreaterThan(0.85 * most);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 1, 1000, 1e-5, 2.101365, 7.8, 1.828244",
        "0.1, 1, 100, 1e-5, 7.899255, 3.2, 7.046603",
        "0.1, 1.1, 100, 1e-5, 6.613704, 3.6, 5.912652",
        "0.1, 1, 20, 1e-3, 2.714625, 3.8, 2.127509",
        "0.1, 1, 20, 1e-5, 4.224011, 4.2, 3.590745",
        "0.25, 1, 20, 1e-3, 6.453432, 2.6, 5.430369",
        "1, 1, 1, 1e-5, 4.728507, 5.4, 4.377178",
        "1, 1, 20, 1e-5, 30.126631, 2.0, 28.373474",
        "1, 4, 20, 1e-5, 5.377728, 5.0, 4.983306",
        "0.04, 1.5, 2250, 1e-5, 7.329111, 3.9, 6.768787"
    })
    void exactSeriesAndLossDistributionsAreMet(
            double q, double z, int rounds, double delta, double rdp, double order, double pld) {
        EpsilonFor one = epsilonOf(z, q, rounds, delta);
        Renyi.Best best = one.spending().rdp(new Delta(delta));
        assertThat(best.epsilon()).isCloseTo(rdp, within(6e-7));
        assertThat(best.order()).isEqualTo(order);
        Bracket bracket = one.bracket();
        assertThat(bracket.high()).isCloseTo(pld, within(1e-3 * pld));
        assertThat(pld).isGreaterThan(bracket.low() - 1e-6); // theirs is from above as well
    }
}
