package dev.parley.layer.internal.stage;

import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dsdot;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import dev.parley.layer.internal.blas.Buffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** The gradients of a layer's arrays by each row of a batch, batch x length; memory is taken when it is first needed. */
public final class RowGradients implements AutoCloseable {
    private final int batch;
    private final int length;
    private @Nullable Buffer gradients;
    private @Nullable Buffer weights;

    /** Room for {@code batch} rows' gradients of {@code length} numbers. */
    public RowGradients(int batch, int length) {
        this.batch = batch;
        this.length = length;
    }

    /** The gradient of a row, to be filled. */
    public FloatPointer of(int row) {
        Buffer held = gradients;
        if (held == null) {
            held = new Buffer(batch * length);
            gradients = held;
        }
        return held.pointer.getPointer((long) row * length);
    }

    /** The square of its norm, added up in double. */
    public double square(int row) {
        FloatPointer one = of(row);
        return cblas_dsdot(length, one, 1, one, 1);
    }

    /** Adds scale x the sum of the first n, each times its factor; those of factor 0 are left out whatever they hold. */
    public void addTo(FloatPointer target, float scale, float[] factors, int n) {
        for (int row = 0; row < n; row++) {
            if (factors[row] == 0) {
                Pointer.memset(of(row), 0, (long) Float.BYTES * length);
            }
        }
        Buffer held = weights;
        if (held == null) {
            held = new Buffer(batch);
            weights = held;
        }
        held.write(factors, n);
        cblas_sgemv(CblasRowMajor, CblasTrans, n, length, scale, of(0), length, held.pointer, 1, 1f, target, 1);
    }

    @Override
    public void close() {
        if (gradients != null) {
            gradients.close();
        }
        if (weights != null) {
            weights.close();
        }
    }
}
