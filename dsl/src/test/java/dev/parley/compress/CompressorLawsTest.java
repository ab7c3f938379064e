package dev.parley.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the papers: means, error bounds, what is kept. */
class CompressorLawsTest {
    private static final int[] ENDS = {170, 180, 300};

    private static float[] normal(long seed, int n) {
        UniformRandomProvider random = new Seed(seed).at("normal").random();
        var sampler = ZigguratSampler.NormalizedGaussian.of(random);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            // layers of other sizes, and few large numbers among many small ones
            values[i] = (float) (Math.pow(sampler.sample(), 3) * (i < 170 ? 1 : 0.01));
        }
        return values;
    }

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
            double rounding = 1e-6 * Math.abs(values[i]) + 1e-9; // of floats
            most = Math.max(most, Math.abs(mean) / (bound + rounding));
        }
        return most;
    }

    /** How far apart two draws of a number can be. */
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

    /** The mean squared error, in squared norms. */
    private static double error(Compressor how, float[] values, int[] ends, int draws) {
        double sum = 0;
        for (int draw = 0; draw < draws; draw++) {
            float[] left = Passed.by(how, values, ends, new Seed(draw).at("error"));
            sum += Passed.squares(Passed.gap(left, values));
        }
        return sum / draws / Passed.squares(values);
    }

    @Test
    void qsgdsErrorIsAtMostThePapers() {
        for (int bits : new int[] {2, 3, 4, 8}) {
            int s = (1 << (bits - 1)) - 1;
            for (int d : new int[] {4, 64, 512}) {
                Compressor how = new Quantize(bits).bucket(d);
                double bound = Math.min((double) d / (s * s), Math.sqrt(d) / s);
                float[] even = new float[d];
                Arrays.fill(even, 0.3f);
                for (float[] values : List.of(even, normal(bits, d))) {
                    assertThat(error(how, values, new int[] {d}, 1000))
                            .as("%s of %s", how, d)
                            .isLessThanOrEqualTo(bound);
                }
                // numbers that are all alike come near to it: sqrt(d) / s (1 - s / sqrt(d)) where s is small
                double root = Math.sqrt(d) / s;
                if (root >= 4) {
                    assertThat(error(how, even, new int[] {d}, 4000))
                            .isCloseTo(root * (1 - 1 / root), within(0.05 * root));
                }
            }
        }
    }

    @Test
    void byRangeNoNumberIsOffByMoreThanAStep() {
        for (int bits : new int[] {2, 5, 9, 16}) {
            float[] values = normal(3, 300);
            float[] left = Passed.by(new Quantize(bits).byRange(), values, ENDS, new Seed(5));
            int from = 0;
            for (int end : ENDS) {
                float[] layer = Arrays.copyOfRange(values, from, end);
                double low = IntStream.range(0, layer.length)
                        .mapToDouble(i -> layer[i])
                        .min()
                        .orElseThrow();
                double high = IntStream.range(0, layer.length)
                        .mapToDouble(i -> layer[i])
                        .max()
                        .orElseThrow();
                double step = (high - low) / ((1 << bits) - 1);
                for (int i = from; i < end; i++) {
                    double level = (left[i] - low) / step;
                    assertThat((double) left[i]).isBetween(low, high);
                    assertThat(Math.abs(left[i] - values[i])).isLessThanOrEqualTo((float) (step * (1 + 1e-5)));
                    assertThat(level).isCloseTo(Math.rint(level), within(1e-3 * (1 << bits) / 16 + 1e-3));
                }
                from = end;
            }
        }
    }

    @Test
    void aRotationSpreadsWhatIsLarge() {
        int[] ends = {4096};
        double plain = error(new Quantize(2).byRange(), normalWithSpike(), ends, 30);
        double rotated = error(new Rotated(new Quantize(2)), normalWithSpike(), ends, 30);
        assertThat(rotated).isLessThan(plain / 20);
    }

    private static float[] normalWithSpike() {
        float[] values = Cases.floats(new Seed(8).random(), 4096, 0.01);
        values[1000] = 3;
        values[2000] = -3;
        return values;
    }

    @Test
    void randomKsErrorIsDOverKLessOne() {
        float[] values = normal(4, 300);
        for (double share : new double[] {0.1, 0.5, 1}) {
            double wanted = 1 / share - 1;
            assertThat(error(new RandomK(share), values, ENDS, 4000)).isCloseTo(wanted, within(0.1 * wanted + 1e-9));
        }
    }

    @TestFactory
    Stream<DynamicTest> topKKeepsItsShareOfTheSquares() {
        return Cases.of(40, random -> {
            int d = 1 + random.nextInt(400);
            double share = 0.001 + 0.999 * random.nextDouble();
            int k = Shares.of(share, d);
            float[] values = Cases.floats(random, d, 3);
            if (random.nextInt(4) == 0) {
                Arrays.fill(values, values[0]); // where nothing is larger the bound is met
            }
            float[] left = Passed.by(new TopK(share), values, new int[] {d}, new Seed(1));
            assertThat(Passed.squares(Passed.gap(values, left)))
                    .isLessThanOrEqualTo((1 - (double) k / d) * Passed.squares(values) * (1 + 1e-6) + 1e-9);
        });
    }

    @TestFactory
    Stream<DynamicTest> signsAndTernaryKeepWhatTheirPapersSay() {
        return Cases.of(20, random -> {
            int d = 1 + random.nextInt(300);
            int[] ends = {d};
            float[] values = Cases.floats(random, d, 3);
            double squares = Passed.squares(values);
            double absolute =
                    IntStream.range(0, d).mapToDouble(i -> Math.abs(values[i])).sum();
            // |u - |u|_1 / d sgn(u)|^2 = |u|^2 - |u|_1^2 / d
            assertThat(Passed.squares(Passed.gap(values, Passed.by(new Signs(), values, ends, new Seed(2)))))
                    .isCloseTo(squares - absolute * absolute / d, within(1e-4 * squares + 1e-6));
            int k = Shares.of(0.2, d);
            double top = IntStream.range(0, d)
                    .mapToDouble(i -> -Math.abs(values[i]))
                    .sorted()
                    .limit(k)
                    .sum();
            assertThat(Passed.squares(Passed.gap(values, Passed.by(new Ternary(0.2), values, ends, new Seed(2)))))
                    .isCloseTo(squares - top * top / k, within(1e-4 * squares + 1e-6));
        });
    }

    @TestFactory
    Stream<DynamicTest> theLargestAreThoseOfASort() {
        return Cases.of(60, random -> {
            int n = 1 + random.nextInt(300);
            float[] values = Cases.floats(random, n, random.nextBoolean() ? 1 : 1e30);
            for (int i = 0; i < n; i++) {
                if (random.nextInt(3) == 0) {
                    values[i] = random.nextInt(4) - 2; // ties and zeros
                }
            }
            int k = random.nextInt(n + 1);
            int[] sorted = IntStream.range(0, n)
                    .boxed()
                    .filter(i -> values[i] != 0)
                    .sorted(Comparator.comparing((Integer i) -> -Math.abs(values[i])))
                    .limit(k)
                    .mapToInt(i -> i)
                    .sorted()
                    .toArray();
            assertThat(Largest.places(values, n, k)).isEqualTo(sorted);
        });
    }

    @Test
    void everyHalfIsItselfAndEveryFloatItsNearest() {
        for (int half = 0; half < 1 << 16; half++) {
            if ((half & 0x7C00) != 0x7C00) {
                assertThat(Half.of(Half.value(half))).isEqualTo(half);
            }
        }
        UniformRandomProvider random = new Seed(9).random();
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (!(Math.abs(value) < 65504)) {
                continue;
            }
            int half = Half.of(value);
            double gap = Math.abs((double) Half.value(half) - value);
            for (int next : new int[] {half - 1, half + 1}) {
                if ((next & 0x7C00) != 0x7C00 && (next & 0x8000) == (half & 0x8000)) {
                    double other = Math.abs((double) Half.value(next) - value);
                    assertThat(gap).isLessThanOrEqualTo(other);
                    assertThat(gap < other || (half & 1) == 0)
                            .as("ties to even: %s", value)
                            .isTrue();
                }
            }
            assertThat(gap).isLessThanOrEqualTo(Math.max(0x1p-25, Math.abs(value) * 0x1p-11));
        }
        assertThat(Half.value(Half.of(1e9f))).isEqualTo(65504);
        assertThat(Half.value(Half.of(-70000f))).isEqualTo(-65504);
    }

    @TestFactory
    Stream<DynamicTest> aRotationKeepsNormsAndIsItsOwnInverse() {
        return Cases.of(14, random -> {
            int size = 1 << random.nextInt(14);
            float[] values = Cases.floats(random, size, 1);
            float[] turned = values.clone();
            Hadamard.transform(turned, size);
            assertThat(Passed.squares(turned)).isCloseTo(Passed.squares(values), within(1e-4 * size));
            Hadamard.transform(turned, size);
            for (int i = 0; i < size; i++) {
                assertThat(turned[i]).isCloseTo(values[i], within(1e-5f));
            }
        });
    }

    @Test
    void blocksFillNextToNothing() {
        for (int n : new int[] {1, 2, 3, 63, 64, 65, 199_210, 8192, 16_385}) {
            int sum = 0;
            for (int left = n; left > 0; ) {
                int size = Rotated.size(left);
                assertThat(Integer.bitCount(size)).isEqualTo(1);
                sum += size;
                left -= Math.min(size, left);
            }
            assertThat(sum - n).as("%s", n).isBetween(0, 31);
        }
    }

    @TestFactory
    Stream<DynamicTest> numbersAndPlacesComeBack() {
        return Cases.of(60, random -> {
            int n = 1 + random.nextInt(2000);
            double share = Math.pow(random.nextDouble(), 3);
            int[] places = IntStream.range(0, n)
                    .filter(i -> random.nextDouble() < share)
                    .toArray();
            int width = 1 + random.nextInt(20);
            int[] numbers = IntStream.range(0, n)
                    .map(i -> (int) (Math.pow(random.nextDouble(), 1 + random.nextInt(20)) * ((1 << width) - 1)))
                    .toArray();
            BitWriter to = new BitWriter(0);
            Places.write(places, places.length, n, to);
            Rice.write(numbers, n, width, to);
            Sparse.write(numbers, n, width, to);
            to.count(n);
            to.eight(-n);
            byte[] bytes = to.bytes();
            BitReader from = new BitReader(bytes, bytes.length);
            assertThat(Places.read(from, n)).isEqualTo(places);
            int[] read = new int[n];
            Rice.read(from, read, n, width, (1 << width) - 1);
            assertThat(read).isEqualTo(numbers);
            Arrays.fill(read, -1);
            Sparse.read(from, read, n, width, (1 << width) - 1);
            assertThat(read).isEqualTo(numbers);
            assertThat(from.count(n)).isEqualTo(n);
            assertThat(from.eight()).isEqualTo(-n);
            from.end();
        });
    }

    @Test
    void levelsAreNumberedFromTheOneAtZero() {
        for (int most : new int[] {1, 3, 7, 255}) {
            for (int zero = 0; zero <= most; zero++) {
                boolean[] seen = new boolean[most + 1];
                for (int level = 0; level <= most; level++) {
                    int code = Levels.folded(level, zero, most);
                    assertThat(seen[code]).isFalse();
                    seen[code] = true;
                    assertThat(Levels.unfolded(code, zero, most)).isEqualTo(level);
                }
            }
        }
    }

    /** Bits a number of 200,000, of which a bucket's or layer's scale is part. */
    private static double bits(Compressor how) {
        float[] values = new float[200_000];
        var sampler = ZigguratSampler.NormalizedGaussian.of(new Seed(11).random());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) sampler.sample();
        }
        return 8.0 * Passed.bytes(how, values, new int[] {values.length}, new Seed(3)).length / values.length;
    }

    @Test
    void bytesAreFew() {
        // the entropy of places at 0.01 is 8.08 bits each
        assertThat(bits(new TopK(0.01))).isLessThan(0.01 * (32 + 8.3));
        assertThat(bits(new TopK(0.01).values(new Float16()))).isLessThan(0.01 * (16 + 8.3));
        assertThat(bits(new Ternary(0.01))).isLessThan(0.01 * (1 + 8.3));
        assertThat(bits(new TopK(0.5))).isLessThan(0.5 * 32 + 1.01);
        assertThat(bits(new RandomK(0.01))).isLessThan(0.01 * 32.1);
        assertThat(bits(new Float16())).isEqualTo(16);
        assertThat(bits(new Signs())).isLessThan(1.001);
        assertThat(bits(new Quantize(8))).isLessThan(5.5);
        assertThat(bits(new Quantize(4))).isLessThan(1.3);
        assertThat(bits(new Quantize(2))).isLessThan(0.45);
        assertThat(bits(new Quantize(2).bucket(4096))).isLessThan(0.15);
        assertThat(bits(new Rotated(new Quantize(4)))).isLessThan(4.05);
        assertThat(bits(new Exact())).isEqualTo(32);
    }

    private static final List<Compressor> ALL = List.of(
            new TopK(0.1),
            new TopK(0.4).values(new Quantize(4)),
            new RandomK(0.1),
            new Quantize(3),
            new Quantize(5).byRange(),
            new Float16(),
            new Signs(),
            new Ternary(0.2),
            new Rotated(new Quantize(4)),
            new Exact());

    @Test
    void nothingAndZerosComeBack() {
        for (Compressor how : ALL) {
            assertThat(Passed.by(how, new float[0], new int[0], new Seed(1))).isEmpty();
            float[] zeros = Passed.by(how, new float[300], ENDS, new Seed(1));
            for (float each : zeros) {
                assertThat(each).as("%s", how).isZero();
            }
        }
    }

    /** Bits of anybody's making are refused, or read as finite numbers: never another failure, and never without an end. */
    @TestFactory
    Stream<DynamicTest> foreignBitsAreRefusedOrRead() {
        return Cases.of(200, random -> {
            for (Compressor how : ALL) {
                byte[] bytes = Passed.bytes(how, normal(random.nextInt(5), 300), ENDS, new Seed(6));
                for (int change = random.nextInt(4); change >= 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                float[] into = new float[300];
                try {
                    BitReader from = new BitReader(bytes, bytes.length - random.nextInt(2));
                    how.read(from, ENDS, new Seed(6), into);
                    from.end();
                } catch (IllegalArgumentException refused) {
                    assertThat(refused).hasMessageStartingWith("a compressed vector ");
                }
            }
        });
    }
}
