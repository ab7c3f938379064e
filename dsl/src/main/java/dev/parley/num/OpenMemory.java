package dev.parley.num;

import java.util.concurrent.atomic.AtomicLong;

/** The native memory of vectors and learners that is allocated and not yet freed in this process. */
public final class OpenMemory {
    private static final AtomicLong BLOCKS = new AtomicLong();

    private OpenMemory() {}

    /**
     * Number of open blocks: one a vector, and one a buffer of a learner. A block that nobody frees counts for ever,
     * also when the collector has taken it back.
     */
    public static long blocks() {
        return BLOCKS.get();
    }

    static void opened() {
        BLOCKS.incrementAndGet();
    }

    static void freed() {
        BLOCKS.decrementAndGet();
    }
}
