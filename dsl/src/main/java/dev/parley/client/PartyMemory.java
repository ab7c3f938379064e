package dev.parley.client;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a party remembers from round to round of one run: party's side, where it stays.
 *
 * <p>State, by name, survives rounds in which the party does not take part, and is emptied when its work fails. The
 * order of its rows is kept only to be spared the shuffling: it follows from the seed and can be made again. Vectors
 * for the length of a round come from a pool. One round uses it at a time, though not always on the same thread.
 */
public final class PartyMemory implements AutoCloseable {
    private final Map<String, ParamVector> vectors = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final VectorPool pool;
    private @Nullable Seed shuffledBy;
    private int[] order = {};

    /** An empty one. */
    public PartyMemory() {
        this(new VectorPool());
    }

    /** An empty one, whose vectors for a round come from a pool that parties share. */
    public PartyMemory(VectorPool pool) {
        this.pool = pool;
    }

    /** What was kept of one: its vectors, which are this object's from now on, and its numbers. */
    public static PartyMemory of(Map<String, ParamVector> vectors, Map<String, Long> counts) {
        PartyMemory memory = new PartyMemory();
        memory.vectors.putAll(vectors);
        memory.counts.putAll(counts);
        return memory;
    }

    /** The same for another round to work on, so that a round which is not finished leaves no trace here. */
    public PartyMemory copy(VectorPool target) {
        PartyMemory copy = new PartyMemory(target);
        vectors.forEach((name, vector) -> copy.vectors.put(name, target.copy(vector)));
        copy.counts.putAll(counts);
        copy.shuffledBy = shuffledBy;
        copy.order = order;
        return copy;
    }

    /** Whether there is no state. */
    public boolean isEmpty() {
        return vectors.isEmpty() && counts.isEmpty();
    }

    /** Whether it is as it was made: no state and no order of rows, so that a new one does as well. */
    public boolean isNew() {
        return isEmpty() && shuffledBy == null;
    }

    /** Where vectors for the length of a round come from. */
    public VectorPool pool() {
        return pool;
    }

    /** A vector of state, zeros when it is first asked for; changed in place. */
    public ParamVector vector(String name, Layout layout) {
        return vectors.computeIfAbsent(name, first -> ParamVector.zeros(layout));
    }

    /** All vectors of state, to be looked at. */
    public Map<String, ParamVector> vectors() {
        return Collections.unmodifiableMap(vectors);
    }

    /** A number of state, 0 at first. */
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** Notes a number of state. */
    public void count(String name, long value) {
        counts.put(name, value);
    }

    /** All numbers of state. */
    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /**
     * The rows in the order that a seed gives them; shuffled only when the seed is another than last time.
     *
     * @param rows the party's rows, always the same; left as they are
     * @return not to be changed
     */
    public int[] order(Seed seed, int[] rows) {
        if (!seed.equals(shuffledBy)) {
            order = rows.clone();
            seed.shuffle(order);
            shuffledBy = seed;
        }
        return order;
    }

    /** Forgets all state, as if the party had never taken part. */
    public void clear() {
        vectors.values().forEach(ParamVector::close);
        vectors.clear();
        counts.clear();
    }

    @Override
    public void close() {
        clear();
    }
}
