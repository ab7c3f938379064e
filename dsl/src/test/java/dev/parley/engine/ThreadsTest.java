package dev.parley.engine;

/** Threads of this process keep the contract. */
class ThreadsTest extends EngineContractTest {
    @Override
    Engine engine() {
        return new Threads(3);
    }
}
