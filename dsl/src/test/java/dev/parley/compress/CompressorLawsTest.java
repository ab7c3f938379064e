package dev.parley.compress;

import static dev.parley.compress.Passed.ENDS;
import static dev.parley.compress.Passed.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Laws of the papers: error bounds, and the numbers that each compressor keeps. */
class CompressorLawsTest {
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
                Arrays.fill(values, values[0]); // equal numbers meet the bound
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
}
