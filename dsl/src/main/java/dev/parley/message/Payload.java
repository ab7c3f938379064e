package dev.parley.message;

import dev.parley.num.ParamVector;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that one side sends to the other in a message: vectors, numbers and bytes, each by its name.
 *
 * <p>Nothing else crosses. A value: the steps return new payloads, which share the vectors and byte arrays of the old.
 *
 * @param vectors {@code params} on the way down, {@code delta} on the way up, and what a filter adds
 * @param numbers in double precision
 * @param bytes for what is neither; not to be changed
 */
public record Payload(
        SortedMap<String, ParamVector> vectors, SortedMap<String, Double> numbers, SortedMap<String, byte[]> bytes) {
    /** Nothing at all. */
    public static final Payload EMPTY = new Payload(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public Payload {
        vectors = Collections.unmodifiableSortedMap(vectors);
        numbers = Collections.unmodifiableSortedMap(numbers);
        bytes = Collections.unmodifiableSortedMap(bytes);
    }

    /** One vector. */
    public static Payload of(String name, ParamVector vector) {
        return EMPTY.and(name, vector);
    }

    /** This and one more vector, or another in place of that of the name. */
    public Payload and(String name, ParamVector vector) {
        return new Payload(more(vectors, name, vector), numbers, bytes);
    }

    /** This and one more number, or another in place of that of the name. */
    public Payload and(String name, double number) {
        return new Payload(vectors, more(numbers, name, number), bytes);
    }

    /** This and some more bytes, or others in place of those of the name. */
    public Payload and(String name, byte[] some) {
        return new Payload(vectors, numbers, more(bytes, name, some));
    }

    /** Both; where a name is in both, the other's. */
    public Payload and(Payload other) {
        if (isEmpty()) {
            return other;
        }
        return other.isEmpty()
                ? this
                : new Payload(both(vectors, other.vectors), both(numbers, other.numbers), both(bytes, other.bytes));
    }

    /** The rest without a name, whatever is called so. */
    public Payload without(String name) {
        return new Payload(less(vectors, name), less(numbers, name), less(bytes, name));
    }

    /** Tells whether nothing is in it. */
    public boolean isEmpty() {
        return vectors.isEmpty() && numbers.isEmpty() && bytes.isEmpty();
    }

    /** Tells whether it holds a vector of this name. */
    public boolean hasVector(String name) {
        return vectors.containsKey(name);
    }

    /**
     * The vector of a name.
     *
     * @throws IllegalArgumentException where none is called so
     */
    public ParamVector vector(String name) {
        return found(vectors, name, "vector");
    }

    /**
     * The number of a name.
     *
     * @throws IllegalArgumentException where none is called so
     */
    public double number(String name) {
        return found(numbers, name, "number");
    }

    /**
     * The bytes of a name.
     *
     * @throws IllegalArgumentException where none are called so
     */
    public byte[] bytes(String name) {
        return found(bytes, name, "bytes");
    }

    /** Ends its vectors. */
    public void close() {
        vectors.values().forEach(ParamVector::close);
    }

    /** Ends its vectors but for those that stand in another payload. */
    public void closeAllBut(Payload kept) {
        vectors.values().stream()
                .filter(vector -> kept.vectors.values().stream().noneMatch(other -> other == vector))
                .forEach(ParamVector::close);
    }

    private static <T> T found(SortedMap<String, T> all, String name, String what) {
        T value = all.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a " + what + " '" + name + "' was asked for, but the payload has "
                    + (all.isEmpty() ? "none" : String.join(", ", all.keySet()))
                    + "; the other side has to send it");
        }
        return value;
    }

    private static <T> SortedMap<String, T> more(SortedMap<String, T> map, String name, T value) {
        SortedMap<String, T> more = new TreeMap<>(map);
        more.put(name, value);
        return more;
    }

    private static <T> SortedMap<String, T> less(SortedMap<String, T> map, String name) {
        if (!map.containsKey(name)) {
            return map;
        }
        SortedMap<String, T> less = new TreeMap<>(map);
        less.remove(name);
        return less;
    }

    private static <T> SortedMap<String, T> both(SortedMap<String, T> one, Map<String, T> other) {
        SortedMap<String, T> both = new TreeMap<>(one);
        both.putAll(other);
        return both;
    }
}
