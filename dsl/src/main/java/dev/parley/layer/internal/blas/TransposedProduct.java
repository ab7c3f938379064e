package dev.parley.layer.internal.blas;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/** C = A B' + beta C, in pieces as a tiling wants them: for weights whose rows are what is multiplied along. */
final class TransposedProduct {
    private TransposedProduct() {}

    /**
     * Multiplies; the pointers are where they were afterwards.
     *
     * @param a n x k
     * @param b m x k
     * @param c n x m
     */
    static void add(Tiling tiling, FloatPointer a, FloatPointer b, float beta, FloatPointer c, int n, int m, int k) {
        int rows = tiling.rows(n, m, k);
        int piece = Math.min(tiling.piece(m, rows, k, Tiling.SMALL), tiling.piece(m, rows, 1, Tiling.SMALL_RESULT));
        long atA = a.position();
        long atB = b.position();
        long atC = c.position();
        for (int row = 0; row < n; row += rows) {
            int r = Math.min(rows, n - row);
            a.position(atA + (long) row * k);
            for (int from = 0; from < m; from += piece) {
                int some = Math.min(piece, m - from);
                b.position(atB + (long) from * k);
                c.position(atC + (long) row * m + from);
                cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, r, some, k, 1f, a, k, b, k, beta, c, m);
            }
        }
        a.position(atA);
        b.position(atB);
        c.position(atC);
    }
}
