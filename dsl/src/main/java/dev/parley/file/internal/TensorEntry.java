package dev.parley.file.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One array as a safetensors header tells of it.
 *
 * @param name unique in its file
 * @param type of its numbers, for instance {@code F32}
 * @param shape its dimensions, none negative; stored in C order
 * @param begin its first byte, counted from the end of the header
 * @param end the byte behind its last
 */
public record TensorEntry(String name, String type, List<Long> shape, long begin, long end) {
    public static final String FLOAT = "F32";
    public static final String BYTE = "U8";

    /** Bytes a number of each type takes, by the names that the format has for types. */
    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("BOOL", 1),
            Map.entry("U8", 1),
            Map.entry("I8", 1),
            Map.entry("F8_E5M2", 1),
            Map.entry("F8_E4M3", 1),
            Map.entry("F8_E8M0", 1),
            Map.entry("I16", 2),
            Map.entry("U16", 2),
            Map.entry("F16", 2),
            Map.entry("BF16", 2),
            Map.entry("I32", 4),
            Map.entry("U32", 4),
            Map.entry("F32", 4),
            Map.entry("F64", 8),
            Map.entry("I64", 8),
            Map.entry("U64", 8),
            Map.entry("C64", 8));

    public TensorEntry {
        shape = List.copyOf(shape);
        Integer size = SIZES.get(type);
        if (size == null) {
            throw new IllegalArgumentException("'" + name + "' is of an unknown type '" + type + "'");
        }
        if (begin < 0 || end < begin || shape.stream().anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("'" + name + "' has a negative length");
        }
        long needed = shape.stream().reduce((long) size, TensorEntry::times);
        if (needed != end - begin) {
            throw new IllegalArgumentException(
                    "'" + name + "' of " + shown(shape) + " does not fit in its " + (end - begin) + " bytes");
        }
    }

    /** The product, or the largest number where it would be larger. */
    private static long times(long a, long b) {
        return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
    }

    /** A shape as it is said: 200 x 784. */
    public static String shown(List<? extends Number> shape) {
        return shape.isEmpty()
                ? "one number"
                : shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    public long bytes() {
        return end - begin;
    }
}
