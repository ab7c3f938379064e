package dev.parley.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cases;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Products in tiles equal plain loops in double, for shapes on both sides of every limit. */
class GemmTest {
    private static final int[] SIZES = {1, 3, 10, 16, 17, 33, 64, 65, 130, 200, 1001};

    /** Z and D (n x out), A (n x in), B (out x in). */
    private record Shapes(int n, int out, int in, float[] z, float[] d, float[] a, float[] b) {
        static Shapes draw(UniformRandomProvider random) {
            int n = SIZES[random.nextInt(SIZES.length - 1)];
            int out = SIZES[random.nextInt(SIZES.length - 1)];
            int in = SIZES[random.nextInt(SIZES.length)];
            return new Shapes(
                    n,
                    out,
                    in,
                    Cases.floats(random, n * out, 1),
                    Cases.floats(random, n * out, 1),
                    Cases.floats(random, n * in, 1),
                    Cases.floats(random, out * in, 1));
        }
    }

    private static Buffer buffer(float[] values) {
        Buffer buffer = new Buffer(values.length);
        buffer.write(values, values.length);
        return buffer;
    }

    private static void check(Shapes s, Buffer result, int rows, int columns, Element element) {
        float[] found = new float[rows * columns];
        result.read(found, found.length);
        double worst = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                worst = Math.max(worst, Math.abs(found[i * columns + j] - element.of(i, j)));
            }
        }
        assertThat(worst).as("%d x %d x %d", s.n(), s.out(), s.in()).isLessThan(1e-4);
    }

    private interface Element {
        double of(int i, int j);
    }

    @TestFactory
    Stream<DynamicTest> theThreeProductsAreThoseOfPlainLoops() {
        return Cases.of(60, random -> {
            Shapes s = Shapes.draw(random);
            for (Tiling tiling : Tiling.values()) {
                try (Buffer d = buffer(s.d());
                        Buffer a = buffer(s.a());
                        Buffer b = buffer(s.b());
                        Buffer z = buffer(s.z());
                        Buffer below = new Buffer(s.n() * s.in())) {
                    gemm.forward(a.pointer, b.pointer, z.pointer, s.n(), s.out(), s.in());
                    check(s, z, s.n(), s.out(), (i, j) -> {
                        double sum = s.z()[i * s.out() + j];
                        for (int k = 0; k < s.in(); k++) {
                            sum += (double) s.a()[i * s.in() + k] * s.b()[j * s.in() + k];
                        }
                        return sum;
                    });
                    gemm.backward(d.pointer, b.pointer, below.pointer, s.n(), s.out(), s.in());
                    check(s, below, s.n(), s.in(), (i, j) -> {
                        double sum = 0;
                        for (int k = 0; k < s.out(); k++) {
                            sum += (double) s.d()[i * s.out() + k] * s.b()[k * s.in() + j];
                        }
                        return sum;
                    });
                    gemm.gradient(-0.5, d.pointer, a.pointer, b.pointer, s.n(), s.out(), s.in());
                    check(s, b, s.out(), s.in(), (i, j) -> {
                        double sum = s.b()[i * s.in() + j];
                        for (int k = 0; k < s.n(); k++) {
                            sum -= 0.5 * s.d()[k * s.out() + i] * s.a()[k * s.in() + j];
                        }
                        return sum;
                    });
                }
            }
        });
    }

    @Test
    void tilesAreForTheKernelsOfWideProcessors() {
        assertThat(Avx512.used("SkylakeX")).isTrue();
        assertThat(Avx512.used("Cooperlake")).isTrue();
        assertThat(Avx512.used("Haswell")).isFalse();
        assertThat(Avx512.used("Zen")).isFalse();
    }
}
