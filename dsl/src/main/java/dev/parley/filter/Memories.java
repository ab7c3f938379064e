package dev.parley.filter;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The memories of one side, a namespace a filter.
 *
 * <p>Changes of a round are kept by {@link #commit} and forgotten by {@link #rollBack}; a vector is copied when a round
 * first asks for it. One round uses it at a time, though not always on the same thread.
 */
public final class Memories implements AutoCloseable {
    private final VectorPool pool;
    private final Contents kept = new Contents();
    private final Contents changed = new Contents();

    /** Vectors, numbers and bytes by {@code filter/name}. */
    private record Contents(
            SortedMap<String, ParamVector> vectors,
            SortedMap<String, Double> numbers,
            SortedMap<String, byte[]> bytes) {
        Contents() {
            this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        }

        boolean isEmpty() {
            return vectors.isEmpty() && numbers.isEmpty() && bytes.isEmpty();
        }

        void clear() {
            vectors.values().forEach(ParamVector::close);
            vectors.clear();
            numbers.clear();
            bytes.values().forEach(some -> Arrays.fill(some, (byte) 0));
            bytes.clear();
        }
    }

    /** Empty ones, whose vectors come from a pool. */
    public Memories(VectorPool pool) {
        this.pool = pool;
    }

    /** The memory of a filter. */
    public Memory of(String filter) {
        return new Named(filter + "/");
    }

    /** Tells whether nothing is kept. */
    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Keeps what has changed. */
    public void commit() {
        changed.vectors.forEach((name, vector) -> {
            ParamVector before = kept.vectors.put(name, vector);
            if (before != null) {
                before.close();
            }
        });
        changed.vectors.clear();
        kept.numbers.putAll(changed.numbers);
        changed.numbers.clear();
        kept.bytes.putAll(changed.bytes);
        changed.bytes.clear();
    }

    /** Forgets what has changed; bytes are zeroed. */
    public void rollBack() {
        changed.vectors.values().forEach(vector -> vector.fill(0));
        changed.clear();
    }

    /** View of the kept values; valid until the next {@link #commit}. */
    public Remembered remembered() {
        return new Remembered(kept.vectors, kept.numbers, kept.bytes);
    }

    /** Keeps what was remembered before; copied. */
    public void restore(Remembered before) {
        kept.clear();
        before.vectors().forEach((name, vector) -> kept.vectors.put(name, pool.copy(vector)));
        kept.numbers.putAll(before.numbers());
        before.bytes().forEach((name, bytes) -> kept.bytes.put(name, bytes.clone()));
    }

    @Override
    public void close() {
        rollBack();
        kept.clear();
    }

    private final class Named implements Memory {
        private final String prefix;

        Named(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public ParamVector vector(String name, Layout like) {
            return changed.vectors.computeIfAbsent(prefix + name, key -> {
                ParamVector before = kept.vectors.get(key);
                return before == null ? pool.zeros(like) : pool.copy(before);
            });
        }

        @Override
        public boolean hasVector(String name) {
            return changed.vectors.containsKey(prefix + name) || kept.vectors.containsKey(prefix + name);
        }

        @Override
        public double number(String name, double first) {
            Double now = changed.numbers.get(prefix + name);
            return now != null ? now : kept.numbers.getOrDefault(prefix + name, first);
        }

        @Override
        public void put(String name, double value) {
            changed.numbers.put(prefix + name, value);
        }

        @Override
        public Optional<byte[]> bytes(String name) {
            byte[] now = changed.bytes.get(prefix + name);
            return Optional.ofNullable(now != null ? now : kept.bytes.get(prefix + name))
                    .map(byte[]::clone);
        }

        @Override
        public void put(String name, byte[] value) {
            byte[] before = changed.bytes.put(prefix + name, value.clone());
            if (before != null) {
                Arrays.fill(before, (byte) 0);
            }
        }
    }
}
