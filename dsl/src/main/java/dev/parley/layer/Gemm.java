package dev.parley.layer;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The three matrix products of a dense layer, in the shapes that suit OpenBLAS best; all arrays in C order.
 *
 * <p>OpenBLAS has kernels for products of m n k up to a million that do not copy their operands first; with the second
 * factor transposed they also want m n to be at most 1200. Where the processor has AVX-512 they are the fastest there
 * are: 32 x 200 x 784 takes 95 us cut into such tiles and 146 whole, 256 x 10 x 784 takes 39 instead of 84. Other
 * kernels lose by it, but for thin batches. Tiles follow from shape and kernel alone, so the bits depend on nothing else.
 */
enum Gemm {
    /** Thin batches are cut along outputs or inputs; the rest is left whole. */
    WHOLE,
    /** Everything is cut, along rows too. */
    TILED;

    /** What suits this machine. */
    static final Gemm HERE = Avx512.USED ? TILED : WHOLE;

    private static final long SMALL = 1_000_000;
    private static final long SMALL_RESULT = 1200;
    private static final int WIDTH = 16;
    private static final int ROWS = 64;
    private static final int THIN = 16;

    /** C += A B': A is n x in, B is out x in, C is n x out. */
    void forward(FloatPointer a, FloatPointer b, FloatPointer c, int n, int out, int in) {
        int rows = rows(n, out, in);
        int piece = Math.min(piece(out, rows, in, SMALL), piece(out, rows, 1, SMALL_RESULT));
        long atA = a.position();
        long atB = b.position();
        long atC = c.position();
        for (int row = 0; row < n; row += rows) {
            int r = Math.min(rows, n - row);
            a.position(atA + (long) row * in);
            for (int from = 0; from < out; from += piece) {
                int m = Math.min(piece, out - from);
                b.position(atB + (long) from * in);
                c.position(atC + (long) row * out + from);
                cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, r, m, in, 1f, a, in, b, in, 1f, c, out);
            }
        }
        a.position(atA);
        b.position(atB);
        c.position(atC);
    }

    /** C = D B: D is n x out, B is out x in, C is n x in. */
    void backward(FloatPointer d, FloatPointer b, FloatPointer c, int n, int out, int in) {
        int rows = rows(n, in, out);
        int piece = piece(in, rows, out, SMALL);
        long atD = d.position();
        long atB = b.position();
        long atC = c.position();
        for (int row = 0; row < n; row += rows) {
            int r = Math.min(rows, n - row);
            d.position(atD + (long) row * out);
            for (int from = 0; from < in; from += piece) {
                int m = Math.min(piece, in - from);
                b.position(atB + from);
                c.position(atC + (long) row * in + from);
                cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, r, m, out, 1f, d, out, b, in, 0f, c, in);
            }
        }
        d.position(atD);
        b.position(atB);
        c.position(atC);
    }

    /** B += scale D' A: D is n x out, A is n x in, B is out x in. */
    void gradient(double scale, FloatPointer d, FloatPointer a, FloatPointer b, int n, int out, int in) {
        int rows = rows(n, out, in);
        int piece = piece(out, rows, in, SMALL);
        long atD = d.position();
        long atA = a.position();
        long atB = b.position();
        for (int row = 0; row < n; row += rows) {
            int r = Math.min(rows, n - row);
            a.position(atA + (long) row * in);
            for (int from = 0; from < out; from += piece) {
                int m = Math.min(piece, out - from);
                d.position(atD + (long) row * out + from);
                b.position(atB + (long) from * in);
                cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, in, r, (float) scale, d, out, a, in, 1f, b, in);
            }
        }
        d.position(atD);
        a.position(atA);
        b.position(atB);
    }

    /** Rows of a tile that is at least 16 of {@code cut} wide; all of them where that would leave too few. */
    private int rows(int n, int cut, int k) {
        if (this == WHOLE) {
            return n;
        }
        long fit = Math.min(ROWS, SMALL / ((long) k * Math.min(WIDTH, cut)));
        return fit < WIDTH / 2 ? n : (int) Math.min(fit, n);
    }

    /** The largest multiple of 16 that keeps {@code piece x n x k} within a limit; the whole where that is no gain. */
    private int piece(int whole, int n, int k, long limit) {
        long rest = (long) n * k;
        if ((this == WHOLE && n > THIN) || whole * rest <= limit) {
            return whole;
        }
        int piece = (int) (limit / rest) / WIDTH * WIDTH;
        return piece == 0 ? whole : piece;
    }
}
