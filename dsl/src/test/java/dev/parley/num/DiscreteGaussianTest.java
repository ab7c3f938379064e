package dev.parley.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws against the law, written out: seeds are fixed; another one would raise each alarm once in a million times. */
class DiscreteGaussianTest {
    private static final double FALSE_ALARM = 1e-6;
    private static final int DRAWS = 1_000_000;

    /** With few digits of the first look nearly each draw needs the second, and with 19 next to none. */
    @ParameterizedTest
    @CsvSource({"19, 1000000", "6, 300000", "1, 100000"})
    void theLawOfASmallDeviationIsTheDiscreteGaussians(int digits, int draws) {
        int s = 32;
        int reach = 120;
        long[] counts = new long[2 * reach + 1];
        DiscreteGaussian law = new DiscreteGaussian(5, digits);
        UniformRandomProvider random = CipherRandom.of(new Seed(digits));
        for (int i = 0; i < draws; i++) {
            counts[(int) Math.max(-reach, Math.min(reach, law.sample(random))) + reach]++;
        }
        double total = 0;
        double[] expected = new double[counts.length];
        for (int y = -800; y <= 800; y++) {
            double p = Math.exp(-y * y / (2.0 * s * s));
            total += p;
            expected[Math.max(-reach, Math.min(reach, y)) + reach] += p;
        }
        double distance = 0;
        for (int i = 0; i < counts.length; i++) {
            double mean = draws * expected[i] / total;
            distance += (counts[i] - mean) * (counts[i] - mean) / mean;
        }
        assertThat(distance).isLessThan(most(counts.length - 1));
    }

    /** Forty bins of equal probability by the continuous law, from which that of s = 2^24 cannot be told. */
    @Test
    void theFinestIsTheGaussian() {
        int bins = 40;
        double s = Math.scalb(1, DiscreteGaussian.FINEST);
        var normal = new org.apache.commons.math3.distribution.NormalDistribution();
        long[] counts = new long[bins];
        double fourth = 0;
        DiscreteGaussian law = new DiscreteGaussian(DiscreteGaussian.FINEST);
        UniformRandomProvider random = CipherRandom.of(new Seed(7));
        for (int i = 0; i < DRAWS; i++) {
            double x = law.sample(random) / s;
            counts[(int) Math.min(bins - 1, bins * normal.cumulativeProbability(x))]++;
            fourth += x * x * x * x;
        }
        double distance = 0;
        for (long count : counts) {
            distance += Math.pow(count - DRAWS / (double) bins, 2) / (DRAWS / (double) bins);
        }
        assertThat(distance).isLessThan(most(bins - 1));
        assertThat(fourth / DRAWS).isEqualTo(3, within(5 * Math.sqrt(96.0 / DRAWS)));
    }

    /** All numbers of the last digits are as likely: what the attack on floats looks at. */
    @Test
    void theLastDigitsAreUniform() {
        int bins = 64;
        long[] counts = new long[bins];
        DiscreteGaussian law = new DiscreteGaussian(DiscreteGaussian.FINEST);
        UniformRandomProvider random = CipherRandom.of(new Seed(8));
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) Math.floorMod(law.sample(random), (long) bins)]++;
        }
        double distance = 0;
        for (long count : counts) {
            distance += Math.pow(count - DRAWS / (double) bins, 2) / (DRAWS / (double) bins);
        }
        assertThat(distance).isLessThan(most(bins - 1));
    }

    @Test
    void aRatioIsThatOfTheExponentialToManyDigits() {
        // e^-2 to 40 digits: y = 2 s
        BigDecimal two = new ExactRatio(1, 1, 16, 3).value(new MathContext(50));
        assertThat(two.toString()).startsWith("0.1353352832366126918939994949724844034076");
        for (long y : new long[] {0, 1, 5, 40, 96}) {
            double expected = 3.0 / 7 * Math.exp(-y * y / 128.0);
            assertThat(new ExactRatio(3, 7, y, 3).value(new MathContext(40)).doubleValue())
                    .isEqualTo(expected, within(1e-14 * expected));
        }
    }

    private static double most(int freedom) {
        return new ChiSquaredDistribution(freedom).inverseCumulativeProbability(1 - FALSE_ALARM);
    }
}
