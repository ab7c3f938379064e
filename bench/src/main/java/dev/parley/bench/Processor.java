package dev.parley.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The processor's time of this thread: what other work on the machine disturbs less than the clock. */
final class Processor {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Processor() {}

    static long nanos() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
