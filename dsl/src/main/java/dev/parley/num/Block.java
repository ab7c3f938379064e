package dev.parley.num;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The native memory of a vector: an ND4J array of floats, seen also as a pointer and as a buffer. */
final class Block {
    final int length;
    final INDArray array;
    final FloatPointer pointer;
    final FloatBuffer buffer;

    /** Memory that is not yet written; ND4J has no array of no elements, so it holds at least one. */
    Block(int length) {
        Native.singleThreaded();
        this.length = length;
        this.array = Nd4j.createUninitialized(DataType.FLOAT, Math.max(1, length));
        this.pointer = new FloatPointer(array.data().addressPointer());
        this.buffer = pointer.capacity(Math.max(1, length)).asBuffer();
        OpenMemory.opened();
    }

    void free() {
        if (array.closeable()) {
            array.close();
            OpenMemory.freed();
        }
    }
}
