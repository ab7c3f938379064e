package dev.parley.layer;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** A native buffer of floats for activations and gradients, on ND4J's memory; the same bits as ints too. */
final class Buffer implements AutoCloseable {
    final FloatPointer pointer;
    final FloatBuffer floats;
    final IntBuffer ints;
    private final ParamVector memory;

    Buffer(int length) {
        memory = ParamVector.zeros(Layout.empty().then("buffer", length));
        pointer = memory.pointer();
        floats = pointer.asBuffer();
        ints = pointer.asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer();
    }

    void write(float[] source, int count) {
        floats.put(0, source, 0, count);
    }

    void read(float[] target, int count) {
        floats.get(0, target, 0, count);
    }

    @Override
    public void close() {
        memory.close();
    }
}
