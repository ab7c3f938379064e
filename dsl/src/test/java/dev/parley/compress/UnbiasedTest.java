package dev.parley.compress;

import static dev.parley.compress.Passed.ENDS;
import static dev.parley.compress.Passed.normal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compressors that promise it return the vector in the mean. */
class UnbiasedTest {
    static List<Compressor> unbiased() {
        return List.of(
                new RandomK(0.2),
                new RandomK(0.2, true),
                new Quantize(2),
                new Quantize(4).bucket(64),
                new Quantize(8),
                new Quantize(2).byRange(),
                new Quantize(6).byRange(),
                new Rotated(new Quantize(2)),
                new Rotated(new Quantize(5)));
    }

    /** False alarm: at most once in a million choices of seeds for each compressor, by Bonferroni over its 300 numbers. */
    private static final double RATE = 1e-6 / 300;

    /**
     * The largest |mean - v| of all numbers, in what it may be: the empirical Bernstein bound (Maurer and Pontil, COLT 2009,
     * theorem 4, on both sides), which also holds for numbers that are seldom rounded up. It needs to know how far apart two
     * draws can be; of a rotation's numbers, which are sums of many, it takes twice as far as was seen.
     */
    private static double farthest(Compressor how, float[] values, int draws) {
        int n = values.length;
        double[] sum = new double[n];
        double[] squares = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int draw = 0; draw < draws; draw++) {
            float[] left = Passed.by(how, values, ENDS, new Seed(draw).at("draw"));
            for (int i = 0; i < n; i++) {
                double gap = (double) left[i] - values[i];
                sum[i] += gap;
                squares[i] += gap * gap;
                low[i] = Math.min(low[i], gap);
                high[i] = Math.max(high[i], gap);
            }
        }
        double most = 0;
        double log = Math.log(4 / RATE);
        for (int i = 0; i < n; i++) {
            double mean = sum[i] / draws;
            double variance = Math.max(0, squares[i] - draws * mean * mean) / (draws - 1);
            double apart = apart(how, values, i).orElse(2 * (high[i] - low[i]));
            double bound = Math.sqrt(2 * variance * log / draws) + 7 * apart * log / (3 * (draws - 1));
            double rounding = 1e-6 * Math.abs(values[i]) + 1e-9; // floats are rounded
            most = Math.max(most, Math.abs(mean) / (bound + rounding));
        }
        return most;
    }

    /** Largest distance between two draws of a number. */
    private static OptionalDouble apart(Compressor how, float[] values, int i) {
        if (how instanceof RandomK some) {
            return OptionalDouble.of(Math.abs(values[i]) / some.share());
        }
        if (!(how instanceof Quantize levels)) {
            return OptionalDouble.empty();
        }
        int from = levels.bucket() > 0
                ? i / levels.bucket() * levels.bucket()
                : i < ENDS[0] ? 0 : i < ENDS[1] ? ENDS[0] : ENDS[1];
        int to = levels.bucket() > 0
                ? Math.min(300, from + levels.bucket())
                : i < ENDS[0] ? ENDS[0] : i < ENDS[1] ? ENDS[1] : 300;
        float[] together = Arrays.copyOfRange(values, from, to);
        if (levels.bucket() > 0) {
            return OptionalDouble.of(Math.sqrt(Passed.squares(together)) / ((1 << (levels.bits() - 1)) - 1));
        }
        Arrays.sort(together);
        return OptionalDouble.of(((double) together[together.length - 1] - together[0]) / ((1 << levels.bits()) - 1));
    }

    @ParameterizedTest
    @MethodSource("unbiased")
    void theMeanIsTheVector(Compressor how) {
        assertThat(how.feedback()).isFalse();
        assertThat(farthest(how, normal(1, 300), 4000)).isLessThan(1);
    }

    @Test
    void whatIsBiasedIsFoundByThatTest() {
        for (Compressor biased : List.of(
                new TopK(0.5),
                new Signs(),
                new Ternary(0.5),
                new Shrunk(new Quantize(4)),
                new Shrunk(new RandomK(0.5)))) {
            assertThat(farthest(biased, normal(1, 300), 4000)).as("%s", biased).isGreaterThan(1);
        }
    }

    /** A compressor whose mean is a tenth too small. */
    private record Shrunk(Compressor how) implements Compressor {
        @Override
        public void write(float[] values, int[] ends, Seed seed, BitWriter to) {
            how.write(values, ends, seed, to);
        }

        @Override
        public void read(BitReader from, int[] ends, Seed round, float[] into) {
            how.read(from, ends, round, into);
            for (int i = 0; i < into.length; i++) {
                into[i] *= 0.9f;
            }
        }
    }
}
