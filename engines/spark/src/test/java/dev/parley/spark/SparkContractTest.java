package dev.parley.spark;

import dev.parley.engine.Engine;
import dev.parley.engine.EngineContractTest;

/** The engines' contract, on Spark in this process. */
class SparkContractTest extends EngineContractTest {
    @Override
    protected Engine engine() {
        return Spark.spark("local[2]");
    }
}
