package dev.parley.file;

import dev.parley.num.ParamVector;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named vectors, numbers and bytes, and further trees of them: what a file keeps to the bit.
 *
 * @param vectors of any layouts
 * @param numbers each a Long or a Double
 * @param bytes as they are
 * @param branches further trees
 */
public record Tree(
        SortedMap<String, ParamVector> vectors,
        SortedMap<String, Number> numbers,
        SortedMap<String, byte[]> bytes,
        SortedMap<String, Tree> branches) {
    public Tree {
        vectors = new TreeMap<>(vectors);
        numbers = new TreeMap<>(numbers);
        bytes = new TreeMap<>(bytes);
        branches = new TreeMap<>(branches);
        for (String name : branches.keySet()) {
            if (vectors.containsKey(name) || bytes.containsKey(name)) {
                throw new IllegalArgumentException("a branch and a leaf are both called '" + name + "'");
            }
        }
        for (String name : bytes.keySet()) {
            if (vectors.containsKey(name)) {
                throw new IllegalArgumentException("a vector and bytes are both called '" + name + "'");
            }
        }
        for (Number number : numbers.values()) {
            if (!(number instanceof Long) && !(number instanceof Double)) {
                throw new IllegalArgumentException("numbers are kept as Long or Double, but " + number + " is neither");
            }
        }
    }

    /** A tree with nothing in it. */
    public static Tree empty() {
        return new Tree(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** A tree of vectors and numbers. */
    public static Tree of(Map<String, ParamVector> vectors, Map<String, ? extends Number> numbers) {
        return new Tree(new TreeMap<>(vectors), new TreeMap<>(numbers), new TreeMap<>(), new TreeMap<>());
    }

    /** A tree of bytes. */
    public static Tree bytes(Map<String, byte[]> bytes) {
        return new Tree(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(bytes), new TreeMap<>());
    }

    /** The branch of that name; an empty one where there is none. */
    public Tree branch(String name) {
        return branches.getOrDefault(name, empty());
    }
}
