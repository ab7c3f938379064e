package dev.parley.filter;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.VectorPool;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Memory of one side between two rounds, by {@code filter/name}.
 *
 * @param vectors not to be changed
 * @param numbers in double precision
 * @param bytes not to be changed
 */
public record Remembered(
        SortedMap<String, ParamVector> vectors, SortedMap<String, Double> numbers, SortedMap<String, byte[]> bytes) {
    /** Nothing. */
    public static final Remembered NOTHING = new Remembered(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private static final int CHUNK = 4096;

    public Remembered {
        vectors = Collections.unmodifiableSortedMap(vectors);
        numbers = Collections.unmodifiableSortedMap(numbers);
        bytes = Collections.unmodifiableSortedMap(bytes);
    }

    /** Tells whether there is nothing. */
    public boolean isEmpty() {
        return vectors.isEmpty() && numbers.isEmpty() && bytes.isEmpty();
    }

    /** A copy that shares nothing, on memory of a pool. */
    public Remembered copy(VectorPool pool) {
        SortedMap<String, ParamVector> copies = new TreeMap<>();
        vectors.forEach((name, vector) -> copies.put(name, pool.copy(vector)));
        SortedMap<String, byte[]> clones = new TreeMap<>();
        bytes.forEach((name, some) -> clones.put(name, some.clone()));
        return new Remembered(copies, new TreeMap<>(numbers), clones);
    }

    /** Writes it to a stream, to the bit. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(vectors.size());
        for (var each : vectors.entrySet()) {
            out.writeUTF(each.getKey());
            write(out, each.getValue());
        }
        out.writeInt(numbers.size());
        for (var each : numbers.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeDouble(each.getValue());
        }
        out.writeInt(bytes.size());
        for (var each : bytes.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeInt(each.getValue().length);
            out.write(each.getValue());
        }
    }

    private static void write(DataOutputStream out, ParamVector vector) throws IOException {
        List<Layout.Slot> slots = vector.layout().slots();
        out.writeInt(slots.size());
        for (Layout.Slot slot : slots) {
            out.writeUTF(slot.name());
            out.writeUTF(slot.role().name());
            out.writeInt(slot.shape().size());
            for (int size : slot.shape()) {
                out.writeInt(size);
            }
        }
        float[] chunk = new float[CHUNK];
        for (int at = 0; at < vector.length(); at += CHUNK) {
            int n = Math.min(CHUNK, vector.length() - at);
            vector.read(at, chunk, 0, n);
            for (int i = 0; i < n; i++) {
                out.writeInt(Float.floatToRawIntBits(chunk[i]));
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Remembered read(DataInputStream in) throws IOException {
        SortedMap<String, ParamVector> vectors = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            vectors.put(in.readUTF(), vector(in));
        }
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            numbers.put(in.readUTF(), in.readDouble());
        }
        SortedMap<String, byte[]> bytes = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            bytes.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return new Remembered(vectors, numbers, bytes);
    }

    private static ParamVector vector(DataInputStream in) throws IOException {
        Layout layout = Layout.empty();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            Role role = Role.valueOf(in.readUTF());
            List<Integer> shape = new ArrayList<>();
            for (int sizes = in.readInt(); sizes > 0; sizes--) {
                shape.add(in.readInt());
            }
            layout = layout.then(
                    name, role, shape.stream().mapToInt(Integer::intValue).toArray());
        }
        ParamVector vector = ParamVector.zeros(layout);
        float[] chunk = new float[CHUNK];
        for (int at = 0; at < vector.length(); at += CHUNK) {
            int n = Math.min(CHUNK, vector.length() - at);
            for (int i = 0; i < n; i++) {
                chunk[i] = Float.intBitsToFloat(in.readInt());
            }
            vector.write(at, chunk, 0, n);
        }
        return vector;
    }
}
