package dev.parley.layer.internal.blas;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** A native buffer of floats for activations and gradients, on ND4J's memory; the same bits as ints too. */
public final class Buffer implements AutoCloseable {
    public final FloatPointer pointer;
    public final FloatBuffer floats;
    public final IntBuffer ints;
    private final ParamVector memory;

    public Buffer(int length) {
        memory = ParamVector.zeros(Layout.empty().then("buffer", length));
        pointer = memory.pointer();
        floats = pointer.asBuffer();
        ints = pointer.asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer();
    }

    public void write(float[] source, int count) {
        floats.put(0, source, 0, count);
    }

    public void read(float[] target, int count) {
        floats.get(0, target, 0, count);
    }

    @Override
    public void close() {
        memory.close();
    }
}
