package dev.parley.num;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Vectors whose memory is used again: closing one gives its memory back for the next of the same length.
 *
 * <p>Fresh native memory costs a page fault for every 4 KB, some hundred microseconds for 200,000 parameters and more
 * than a small party's whole training. Memory of the {@value #LENGTHS} lengths used last is kept, that of other lengths
 * is freed. Many threads may take and close at once. The pool does not know the vectors that it has given out: the
 * collector frees one that nobody closes. When the pool is closed, all it holds is freed, and so is what comes back
 * later.
 */
public final class VectorPool implements AutoCloseable {
    static final int LENGTHS = 8;

    /** Memory by its length; the length that was used longest ago comes first. */
    private final Map<Integer, Deque<Block>> idle = new LinkedHashMap<>(2 * LENGTHS, 0.75f, true);

    private boolean closed;

    /** A copy that shares nothing; the caller's to close. */
    public ParamVector copy(ParamVector source) {
        return take(source.layout(), null).set(source);
    }

    /** A vector of zeros; the caller's to close. */
    public ParamVector zeros(Layout layout) {
        return take(layout, null).fill(0);
    }

    /** A vector whose values are not yet written. */
    ParamVector take(Layout layout, @Nullable Arena arena) {
        int length = layout.length();
        Block block = idle(length);
        return new ParamVector(layout, block == null ? new Block(length) : block, this, arena);
    }

    private synchronized @Nullable Block idle(int length) {
        Deque<Block> same = idle.get(length);
        return same == null ? null : same.pollFirst();
    }

    /** Takes back the memory of a vector that was closed. */
    void back(Block block) {
        surplus(block).forEach(Block::free);
    }

    /** Keeps a block; answers those that are to be freed instead. */
    private synchronized Collection<Block> surplus(Block block) {
        if (closed) {
            return List.of(block);
        }
        idle.computeIfAbsent(block.length, length -> new ArrayDeque<>()).addFirst(block);
        if (idle.size() <= LENGTHS) {
            return List.of();
        }
        Iterator<Deque<Block>> oldest = idle.values().iterator();
        Deque<Block> surplus = oldest.next();
        oldest.remove();
        return surplus;
    }

    @Override
    public void close() {
        List<Block> rest = new ArrayList<>();
        synchronized (this) {
            closed = true;
            idle.values().forEach(rest::addAll);
            idle.clear();
        }
        rest.forEach(Block::free);
    }
}
