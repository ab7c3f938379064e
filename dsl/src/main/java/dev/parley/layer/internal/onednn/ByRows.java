package dev.parley.layer.internal.onednn;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Preparations for each number of rows, kept for the numbers used last, so that parties of very different sizes do not
 * fill the memory with the rest of their batches.
 */
final class ByRows<T extends AutoCloseable> implements AutoCloseable {
    /** A batch of a training and of an evaluation, what is left of each, and some to spare. */
    static final int KEPT = 8;

    private final Map<Integer, T> prepared = new LinkedHashMap<>(2 * KEPT, 0.75f, true);
    private final IntFunction<T> prepare;

    ByRows(IntFunction<T> prepare) {
        this.prepare = prepare;
    }

    T of(int n) {
        T known = prepared.get(n);
        if (known != null) {
            return known;
        }
        if (prepared.size() == KEPT) {
            Iterator<T> oldest = prepared.values().iterator();
            T one = oldest.next();
            oldest.remove();
            close(one);
        }
        T made = prepare.apply(n);
        prepared.put(n, made);
        return made;
    }

    @Override
    public void close() {
        prepared.values().forEach(ByRows::close);
        prepared.clear();
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception failed) {
            throw new IllegalStateException("could not release " + one, failed);
        }
    }
}
