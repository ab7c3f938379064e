package dev.parley.file.internal;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One array that is written: a part of a vector, or plain bytes. */
public sealed interface Tensor {
    String name();

    String type();

    List<Integer> shape();

    long bytes();

    void writeTo(OutputStream out) throws IOException;

    /**
     * The arrays of a vector.
     *
     * @param named makes an array's name in the file out of its own
     */
    static List<Tensor> of(ParamVector vector, UnaryOperator<String> named) {
        List<Tensor> arrays = new ArrayList<>();
        for (Layout.Slot slot : vector.layout().slots()) {
            arrays.add(new Part(named.apply(slot.name()), slot.shape(), vector, slot.offset(), slot.length()));
        }
        return arrays;
    }

    /**
     * Consecutive floats of a vector, written in chunks.
     *
     * @param from index of the first
     * @param count how many
     */
    record Part(String name, List<Integer> shape, ParamVector vector, int from, int count) implements Tensor {
        static final int CHUNK = 1 << 14;

        @Override
        public String type() {
            return TensorEntry.FLOAT;
        }

        @Override
        public long bytes() {
            return (long) Float.BYTES * count;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            float[] floats = new float[Math.min(CHUNK, count)];
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int done = 0; done < count; done += CHUNK) {
                int some = Math.min(CHUNK, count - done);
                vector.read(from + done, floats, 0, some);
                bytes.asFloatBuffer().put(floats, 0, some);
                out.write(bytes.array(), 0, Float.BYTES * some);
            }
        }
    }

    /** Bytes as they are. */
    @SuppressWarnings("ArrayRecordComponent")
    record Raw(String name, byte[] content) implements Tensor {
        @Override
        public String type() {
            return TensorEntry.BYTE;
        }

        @Override
        public List<Integer> shape() {
            return List.of(content.length);
        }

        @Override
        public long bytes() {
            return content.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(content);
        }
    }
}
