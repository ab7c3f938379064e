package dev.parley.model;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/** Matrix products in the shapes that suit OpenBLAS best. */
final class Gemm {
    private Gemm() {}

    /** C = A B', all in C order: A is n x in, B is out x in, C is n x out. */
    static void timesTransposed(FloatPointer a, FloatPointer b, FloatPointer c, int n, int out, int in) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, out, in, 1f, a, in, b, in, 0f, c, out);
    }
}
