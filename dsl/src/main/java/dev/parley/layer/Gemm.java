package dev.parley.layer;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The three matrix products of a dense layer, in the shapes that suit OpenBLAS best; all arrays in C order.
 *
 * <p>OpenBLAS has a kernel for products of m n k up to a million that does not copy its operands first; with the second
 * factor transposed it also wants m n to be at most 1200. Thin products are cut into pieces below that: 10 x 200 x 784
 * takes 29 us instead of 104 on a core with AVX-512, and no more than before on one without; from 16 rows on, cores
 * without AVX-512 lose, so these are left whole. Pieces are cut along outputs or inputs, never along a sum, and by
 * shape alone, so the bits depend on nothing else.
 */
final class Gemm {
    private static final long SMALL = 1_000_000;
    private static final long SMALL_RESULT = 1200;
    private static final int WIDTH = 16;
    private static final int THIN = 16;

    private Gemm() {}

    /** C = A B': A is n x in, B is out x in, C is n x out. */
    static void forward(FloatPointer a, FloatPointer b, FloatPointer c, int n, int out, int in) {
        int piece = Math.min(piece(out, n, in, SMALL), piece(out, n, 1, SMALL_RESULT));
        long atB = b.position();
        long atC = c.position();
        for (int from = 0; from < out; from += piece) {
            int m = Math.min(piece, out - from);
            b.position(atB + (long) from * in);
            c.position(atC + from);
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, m, in, 1f, a, in, b, in, 0f, c, out);
        }
        b.position(atB);
        c.position(atC);
    }

    /** C = D B: D is n x out, B is out x in, C is n x in. */
    static void backward(FloatPointer d, FloatPointer b, FloatPointer c, int n, int out, int in) {
        int piece = piece(in, n, out, SMALL);
        long atB = b.position();
        long atC = c.position();
        for (int from = 0; from < in; from += piece) {
            int m = Math.min(piece, in - from);
            b.position(atB + from);
            c.position(atC + from);
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, m, out, 1f, d, out, b, in, 0f, c, in);
        }
        b.position(atB);
        c.position(atC);
    }

    /** B += scale D' A: D is n x out, A is n x in, B is out x in. */
    static void gradient(double scale, FloatPointer d, FloatPointer a, FloatPointer b, int n, int out, int in) {
        int piece = piece(out, n, in, SMALL);
        long atD = d.position();
        long atB = b.position();
        for (int from = 0; from < out; from += piece) {
            int m = Math.min(piece, out - from);
            d.position(atD + from);
            b.position(atB + (long) from * in);
            cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, in, n, (float) scale, d, out, a, in, 1f, b, in);
        }
        d.position(atD);
        b.position(atB);
    }

    /** The largest multiple of 16 that keeps {@code piece x n x k} within a limit; the whole where that is no gain. */
    private static int piece(int whole, int n, int k, long limit) {
        long rest = (long) n * k;
        if (n > THIN || whole * rest <= limit) {
            return whole;
        }
        int piece = (int) (limit / rest) / WIDTH * WIDTH;
        return piece == 0 ? whole : piece;
    }
}
