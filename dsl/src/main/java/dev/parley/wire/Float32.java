package dev.parley.wire;

import dev.parley.message.Payload;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Every number of a vector as a 4-byte float, little-endian: 4 n bytes and the vector's name.
 *
 * <p>Vectors come first, then numbers, then bytes, each part behind its count. A vector that is not of the model's
 * layout is one array of its length on the other side.
 */
public record Float32() implements Codec {
    private static final int COUNT = Short.BYTES;
    private static final int CHUNK = 4096;

    @Override
    public long size(Payload payload, Layout model) {
        long size = 3L * COUNT;
        for (Map.Entry<String, ParamVector> each : payload.vectors().entrySet()) {
            size += name(each.getKey())
                    + Integer.BYTES
                    + (long) Float.BYTES * each.getValue().length();
        }
        for (String each : payload.numbers().keySet()) {
            size += name(each) + Double.BYTES;
        }
        for (Map.Entry<String, byte[]> each : payload.bytes().entrySet()) {
            size += name(each.getKey()) + Integer.BYTES + each.getValue().length;
        }
        return size;
    }

    private static int name(String name) {
        return 1 + name.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public byte[] encode(Payload payload, Layout model) {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size(payload, model)));
        out.order(ByteOrder.LITTLE_ENDIAN);
        putCount(out, payload.vectors().size(), "vectors");
        float[] chunk = new float[CHUNK];
        payload.vectors().forEach((name, vector) -> {
            put(out, name);
            out.putInt(vector.length());
            for (int at = 0; at < vector.length(); at += CHUNK) {
                int n = Math.min(CHUNK, vector.length() - at);
                vector.read(at, chunk, 0, n);
                out.asFloatBuffer().put(chunk, 0, n);
                out.position(out.position() + Float.BYTES * n);
            }
        });
        putCount(out, payload.numbers().size(), "numbers");
        payload.numbers().forEach((name, number) -> {
            put(out, name);
            out.putDouble(number);
        });
        putCount(out, payload.bytes().size(), "byte arrays");
        payload.bytes().forEach((name, bytes) -> {
            put(out, name);
            out.putInt(bytes.length).put(bytes);
        });
        return out.array();
    }

    private static void putCount(ByteBuffer out, int count, String what) {
        if (count > 65_535) {
            throw new IllegalArgumentException(
                    "the payload has " + count + " " + what + ", but at most 65535 are sent; put many into one vector");
        }
        out.putShort((short) count);
    }

    private static void put(ByteBuffer out, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new IllegalArgumentException("the name '" + name + "' has " + bytes.length
                    + " bytes, but a payload's names have at most 255; choose a shorter one");
        }
        out.put((byte) bytes.length).put(bytes);
    }

    @Override
    public Payload decode(byte[] bytes, Layout model) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Payload payload = Payload.EMPTY;
        try {
            for (int left = count(in); left > 0; left--) {
                String name = name(in);
                payload = payload.and(name, vector(in, model));
            }
            for (int left = count(in); left > 0; left--) {
                payload = payload.and(name(in), in.getDouble());
            }
            for (int left = count(in); left > 0; left--) {
                String name = name(in);
                byte[] some = new byte[length(in, 1)];
                in.get(some);
                payload = payload.and(name, some);
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the payload ends in the middle", e);
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("the payload has " + in.remaining() + " bytes too many");
        }
        return payload;
    }

    private static ParamVector vector(ByteBuffer in, Layout model) {
        int n = length(in, Float.BYTES);
        ParamVector vector =
                ParamVector.zeros(n == model.length() ? model : Layout.empty().then("values", n));
        float[] chunk = new float[CHUNK];
        for (int at = 0; at < n; at += CHUNK) {
            int some = Math.min(CHUNK, n - at);
            in.asFloatBuffer().get(chunk, 0, some);
            in.position(in.position() + Float.BYTES * some);
            vector.write(at, chunk, 0, some);
        }
        return vector;
    }

    private static int count(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static int length(ByteBuffer in, int each) {
        int length = in.getInt();
        if (length < 0 || (long) length * each > in.remaining()) {
            throw new IllegalArgumentException(
                    "the payload says " + length + " where " + in.remaining() / each + " are left");
        }
        return length;
    }

    private static String name(ByteBuffer in) {
        byte[] bytes = new byte[Byte.toUnsignedInt(in.get())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "float32()";
    }
}
