package dev.parley.layer.internal.blas;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The three matrix products of a dense layer, for one order of its weights W; all arrays in C order.
 *
 * <p>A is n x in, B the weights, C and D n x out. {@code columns} says where A may be other than 0: what lies elsewhere
 * counts as 0 x 0, whatever the weights there are, and the gradient there is exactly 0.
 */
public interface Products {
    /** Outputs whose weights are kept in x out: from here on that costs nothing, and columns can be left out. */
    int WIDE = 64;

    /** The products of a layer of so many outputs, as this machine does them best. */
    static Products of(int out) {
        return isWide(out) ? new WideProducts(Tiling.HERE) : new ThinProducts(Tiling.HERE);
    }

    /** Tells whether so many outputs have their weights in x out, and not out x in. */
    static boolean isWide(int out) {
        return out >= WIDE;
    }

    /** C += A W. */
    void forward(FloatPointer a, ColumnRuns columns, FloatPointer b, FloatPointer c, int n, int out, int in);

    /** C = D W', n x in. */
    void backward(FloatPointer d, FloatPointer b, FloatPointer c, int n, int out, int in);

    /** W += scale A' D. */
    void gradient(
            float scale, FloatPointer d, FloatPointer a, ColumnRuns columns, FloatPointer b, int n, int out, int in);
}
