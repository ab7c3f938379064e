package dev.parley.layer.internal.blas;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** A native vector of ones, by which BLAS sums rows. */
public final class Ones implements AutoCloseable {
    private final Buffer buffer;

    public Ones(int length) {
        buffer = new Buffer(length);
        float[] one = new float[length];
        Arrays.fill(one, 1f);
        buffer.write(one, length);
    }

    public FloatPointer pointer() {
        return buffer.pointer;
    }

    @Override
    public void close() {
        buffer.close();
    }
}
