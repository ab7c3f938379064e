package dev.parley.compress;

import static dev.parley.compress.Passed.ENDS;
import static dev.parley.compress.Passed.normal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cases;
import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compressed vectors as bits: codes come back, bits are few, and foreign bits are refused or read. */
class CompressedBitsTest {
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

    @Test
    void aBucketMayBeLargerThanAnyVector() {
        float[] values = Passed.normal(1, 300);
        assertThat(Passed.by(new Quantize(8).bucket(Integer.MAX_VALUE), values, Passed.ENDS, new Seed(3)))
                .isEqualTo(Passed.by(new Quantize(8).bucket(300), values, Passed.ENDS, new Seed(3)));
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
}
