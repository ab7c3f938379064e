package dev.parley.engine.threads;

import dev.parley.engine.Engine;
import dev.parley.engine.EngineContractTest;

/** Threads of this process keep the contract. */
class ThreadsTest extends EngineContractTest {
    @Override
    protected Engine engine() {
        return new Threads(3);
    }
}
