package dev.parley.layer;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import org.bytedeco.javacpp.FloatPointer;

/** A native buffer of floats for activations and gradients, on ND4J's memory. */
final class Buffer implements AutoCloseable {
    final FloatPointer pointer;
    private final ParamVector memory;

    Buffer(int length) {
        memory = ParamVector.zeros(Layout.empty().then("buffer", length));
        pointer = memory.pointer();
    }

    void write(float[] source, int count) {
        memory.write(0, source, 0, count);
    }

    void read(float[] target, int count) {
        memory.read(0, target, 0, count);
    }

    @Override
    public void close() {
        memory.close();
    }
}
