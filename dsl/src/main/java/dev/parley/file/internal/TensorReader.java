package dev.parley.file.internal;

import dev.parley.file.RegularFile;
import dev.parley.num.ParamVector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays that can be read one by one, in chunks. */
public final class TensorReader {
    private static final int CHUNK = Tensor.Part.CHUNK;

    private final TensorHeader header;
    private final Place place;

    /** Bytes that can be had by their place behind the header. */
    @FunctionalInterface
    public interface Place {
        void read(long from, byte[] into, int count) throws IOException;
    }

    public TensorReader(TensorHeader header, Place place) {
        this.header = header;
        this.place = place;
    }

    /**
     * Reads the header of a safetensors file.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static TensorReader of(RegularFile file) throws IOException {
        byte[] length = new byte[Long.BYTES];
        if (file.length() < length.length) {
            throw new IllegalArgumentException("it has only " + file.length() + " bytes");
        }
        file.read(0, length, length.length);
        long header = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long rest = file.length() - length.length;
        if (header < 0 || header > Math.min(rest, TensorHeader.LONGEST)) {
            throw new IllegalArgumentException("its header is said to have " + Long.toUnsignedString(header)
                    + " bytes, but at most " + Math.min(rest, TensorHeader.LONGEST) + " are read");
        }
        byte[] json = new byte[(int) header];
        file.read(length.length, json, json.length);
        long begin = length.length + header;
        return new TensorReader(
                TensorHeader.parse(json, rest - header), (from, into, count) -> file.read(begin + from, into, count));
    }

    public TensorHeader header() {
        return header;
    }

    /** Reads an array of floats into a vector, the first of them at an index. */
    public void floats(TensorEntry entry, ParamVector into, int at) throws IOException {
        int length = (int) (entry.bytes() / Float.BYTES);
        float[] floats = new float[Math.min(CHUNK, length)];
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < length; done += CHUNK) {
            int count = Math.min(CHUNK, length - done);
            place.read(entry.begin() + (long) Float.BYTES * done, bytes.array(), Float.BYTES * count);
            bytes.asFloatBuffer().get(floats, 0, count);
            into.write(at + done, floats, 0, count);
        }
    }

    /** Reads an array of bytes. */
    public byte[] bytes(TensorEntry entry) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(entry.bytes())];
        place.read(entry.begin(), bytes, bytes.length);
        return bytes;
    }
}
