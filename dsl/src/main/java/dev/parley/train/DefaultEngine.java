package dev.parley.train;

import dev.parley.engine.Engine;
import dev.parley.engine.threads.Threads;

/**
 * Where trainings of this process run that do not say {@code on(..)}: as many threads as there are cores, until a
 * notebook kernel is told otherwise.
 *
 * <p>It says where and never what: results are the same bits on any number of threads.
 */
public final class DefaultEngine {
    private static volatile Engine engine = Threads.allCores();

    private DefaultEngine() {}

    /** Uses another engine from the next training on. */
    public static void use(Engine other) {
        engine = other;
    }

    /** Goes back to as many threads as there are cores. */
    public static void allCores() {
        engine = Threads.allCores();
    }

    /** The engine of a training that does not say {@code on(..)}. */
    public static Engine get() {
        return engine;
    }
}
