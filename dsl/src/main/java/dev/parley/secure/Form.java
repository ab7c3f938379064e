package dev.parley.secure;

import dev.parley.message.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names and lengths of what is in a sum: in the open, and the same of all parties.
 *
 * @param vectors lengths by name
 * @param numbers names
 */
record Form(SortedMap<String, Integer> vectors, List<String> numbers) {
    Form {
        numbers = List.copyOf(numbers);
    }

    static Form of(Payload payload) {
        SortedMap<String, Integer> lengths = new TreeMap<>();
        payload.vectors().forEach((name, vector) -> lengths.put(name, vector.length()));
        return new Form(lengths, List.copyOf(payload.numbers().keySet()));
    }

    /** Numbers of all vectors. */
    int length() {
        return vectors.values().stream().reduce(0, Math::addExact);
    }

    byte[] bytes() {
        int size = 2 * Short.BYTES;
        for (String name : vectors.keySet()) {
            size += 1 + utf(name).length + Integer.BYTES;
        }
        for (String name : numbers) {
            size += 1 + utf(name).length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putShort((short) vectors.size());
        vectors.forEach((name, length) -> put(out, name).putInt(length));
        out.putShort((short) numbers.size());
        numbers.forEach(name -> put(out, name));
        return out.array();
    }

    static Form read(ByteBuffer in) {
        SortedMap<String, Integer> vectors = new TreeMap<>();
        long all = 0;
        for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
            String name = name(in);
            int length = in.getInt();
            all += length;
            if (length < 0 || all > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a vector of " + length + " numbers, " + all + " in all");
            }
            vectors.put(name, length);
        }
        List<String> numbers = new ArrayList<>();
        for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
            numbers.add(name(in));
        }
        return new Form(vectors, numbers);
    }

    private static byte[] utf(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer put(ByteBuffer out, String name) {
        byte[] bytes = utf(name);
        return out.put((byte) bytes.length).put(bytes);
    }

    private static String name(ByteBuffer in) {
        byte[] bytes = new byte[Byte.toUnsignedInt(in.get())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
