package dev.parley.layer.internal.blas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cases;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The products of both orders of the weights equal plain loops in double, for shapes on both sides of every limit, with
 * all columns and with those that are left out.
 */
class ProductsTest {
    private static final int[] SIZES = {1, 3, 10, 16, 17, 33, 64, 65, 130, 200, 1001};
    private static final List<Products> ALL = Stream.of(Tiling.values())
            .<Products>flatMap(tiling -> Stream.of(new ThinProducts(tiling), new WideProducts(tiling)))
            .toList();

    /** C and D (n x out), A (n x in) made of bytes, W (out x in). */
    private record Shapes(int n, int out, int in, float[] c, float[] d, byte[] bytes, float[] w) {
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
                    pixels(random, n, in),
                    Cases.floats(random, out * in, 1));
        }

        /** Each column is 0 in all rows, in most, or in hardly any; alike neighbors are drawn together. */
        private static byte[] pixels(UniformRandomProvider random, int n, int in) {
            byte[] bytes = new byte[n * in];
            for (int column = 0; column < in; ) {
                double share = new double[] {0, 0.1, 0.9}[random.nextInt(3)];
                int end = Math.min(in, column + 1 + random.nextInt(30));
                for (; column < end; column++) {
                    for (int row = 0; row < n; row++) {
                        bytes[row * in + column] = (byte) (random.nextDouble() < share ? random.nextInt(256) : 0);
                    }
                }
            }
            return bytes;
        }

        float a(int row, int column) {
            return (bytes[row * in + column] & 0xff) / 255f;
        }

        float[] a() {
            float[] a = new float[n * in];
            for (int i = 0; i < a.length; i++) {
                a[i] = a(i / in, i % in);
            }
            return a;
        }

        float w(int unit, int input) {
            return w[unit * in + input];
        }

        /** W in the order that these products have. */
        float[] ordered(Products products) {
            if (products instanceof ThinProducts) {
                return w;
            }
            float[] ordered = new float[w.length];
            for (int unit = 0; unit < out; unit++) {
                for (int input = 0; input < in; input++) {
                    ordered[input * out + unit] = w(unit, input);
                }
            }
            return ordered;
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
            for (Products products : ALL) {
                check(s, products, ColumnRuns.all(s.in()));
                check(s, products, new Nonzero(ByteBuffer.wrap(s.bytes()), s.in()));
            }
        });
    }

    private static void check(Shapes s, Products products, ColumnRuns columns) {
        try (Buffer d = buffer(s.d());
                Buffer a = buffer(s.a());
                Buffer w = buffer(s.ordered(products));
                Buffer c = buffer(s.c());
                Buffer below = new Buffer(s.n() * s.in())) {
            products.forward(a.pointer, columns, w.pointer, c.pointer, s.n(), s.out(), s.in());
            check(s, c, s.n(), s.out(), (i, j) -> {
                double sum = s.c()[i * s.out() + j];
                for (int k = 0; k < s.in(); k++) {
                    sum += (double) s.a(i, k) * s.w(j, k);
                }
                return sum;
            });
            products.backward(d.pointer, w.pointer, below.pointer, s.n(), s.out(), s.in());
            check(s, below, s.n(), s.in(), (i, j) -> {
                double sum = 0;
                for (int k = 0; k < s.out(); k++) {
                    sum += (double) s.d()[i * s.out() + k] * s.w(k, j);
                }
                return sum;
            });
            products.gradient(-0.5f, d.pointer, a.pointer, columns, w.pointer, s.n(), s.out(), s.in());
            Element stepped = (unit, input) -> {
                double sum = s.w(unit, input);
                for (int k = 0; k < s.n(); k++) {
                    sum -= 0.5 * s.d()[k * s.out() + unit] * s.a(k, input);
                }
                return sum;
            };
            if (products instanceof ThinProducts) {
                check(s, w, s.out(), s.in(), stepped);
            } else {
                check(s, w, s.in(), s.out(), (input, unit) -> stepped.of(unit, input));
            }
        }
    }

    @Test
    void tilesAreForTheKernelsOfWideProcessors() {
        assertThat(Avx512.used("SkylakeX")).isTrue();
        assertThat(Avx512.used("Cooperlake")).isTrue();
        assertThat(Avx512.used("Haswell")).isFalse();
        assertThat(Avx512.used("Zen")).isFalse();
    }
}
