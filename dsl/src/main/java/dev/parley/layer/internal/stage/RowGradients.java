package dev.parley.layer.internal.stage;

import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dsdot;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import dev.parley.layer.internal.blas.Buffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** The gradients of a layer's arrays by each row of a batch, n x length; memory is taken for as many rows as there were at most. */
public final class RowGradients implements AutoCloseable {
    private final int length;
    private int most;
    private @Nullable Buffer gradients;
    private @Nullable Buffer weights;

    /** For gradients of {@code length} numbers. */
    public RowGradients(int length) {
        this.length = length;
    }

    /** Makes room for n rows; what was there is lost where there was less. */
    public void room(int n) {
        if (n > most) {
            close();
            gradients = new Buffer(n * length);
            weights = new Buffer(n);
            most = n;
        }
    }

    /** The gradient of a row, to be filled once there is room. */
    public FloatPointer of(int row) {
        return held(gradients).pointer.getPointer((long) row * length);
    }

    private static Buffer held(@Nullable Buffer buffer) {
        if (buffer == null) {
            throw new IllegalStateException("there is no room for rows' gradients yet");
        }
        return buffer;
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
        Buffer each = held(weights);
        each.write(factors, n);
        cblas_sgemv(CblasRowMajor, CblasTrans, n, length, scale, of(0), length, each.pointer, 1, 1f, target, 1);
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
