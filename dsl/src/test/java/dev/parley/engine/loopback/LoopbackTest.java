package dev.parley.engine.loopback;

import dev.parley.engine.Engine;
import dev.parley.engine.EngineContractTest;

class LoopbackTest extends EngineContractTest {
    @Override
    protected Engine engine() {
        return new Loopback();
    }
}
