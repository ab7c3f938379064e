package dev.parley.num;

import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Vectors whose memory is used again: closing one gives its memory back for the next.
 *
 * <p>Fresh native memory costs a page fault for every 4 KB, some hundred microseconds for 200,000 parameters and more
 * than a small party's whole training. Many threads may take and close at once. When the pool is closed, what it holds
 * is freed, and so is what comes back later.
 */
public final class VectorPool implements AutoCloseable {
    private final ConcurrentLinkedDeque<Block> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** A copy that shares nothing; the caller's to close. */
    public ParamVector copy(ParamVector source) {
        return take(source.layout()).set(source);
    }

    /** A vector of zeros; the caller's to close. */
    public ParamVector zeros(Layout layout) {
        return take(layout).fill(0);
    }

    private ParamVector take(Layout layout) {
        Block block = idle.pollFirst();
        if (block != null && block.length != layout.length()) {
            block.free();
            block = null;
        }
        return new ParamVector(layout, block == null ? new Block(layout.length()) : block, this);
    }

    /** Takes back the memory of a vector that was closed. */
    void back(Block block) {
        idle.addFirst(block);
        if (closed) {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (@Nullable Block block = idle.pollFirst(); block != null; block = idle.pollFirst()) {
            block.free();
        }
    }
}
