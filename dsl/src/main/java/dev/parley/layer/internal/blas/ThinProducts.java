package dev.parley.layer.internal.blas;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Weights out x in, for few outputs: rows of W are long then, and every product runs along them. ColumnRuns of zeros are
 * multiplied like others: to cut them out of rows costs more than it saves.
 */
record ThinProducts(Tiling tiling) implements Products {
    @Override
    public void forward(FloatPointer a, ColumnRuns columns, FloatPointer b, FloatPointer c, int n, int out, int in) {
        TransposedProduct.add(tiling, a, b, 1, c, n, out, in);
    }

    @Override
    public void backward(FloatPointer d, FloatPointer b, FloatPointer c, int n, int out, int in) {
        int rows = tiling.rows(n, in, out);
        int piece = tiling.piece(in, rows, out, Tiling.SMALL);
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

    @Override
    public void gradient(
            float scale, FloatPointer d, FloatPointer a, ColumnRuns columns, FloatPointer b, int n, int out, int in) {
        int rows = tiling.rows(n, out, in);
        int piece = tiling.piece(out, rows, in, Tiling.SMALL);
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
                cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, in, r, scale, d, out, a, in, 1f, b, in);
            }
        }
        d.position(atD);
        a.position(atA);
        b.position(atB);
    }
}
