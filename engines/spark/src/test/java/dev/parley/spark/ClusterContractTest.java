package dev.parley.spark;

import dev.parley.engine.Engine;
import dev.parley.engine.EngineContractTest;
import org.junit.jupiter.api.BeforeAll;

/** The engines' contract, on two executors that are processes of their own. */
class ClusterContractTest extends EngineContractTest {
    @BeforeAll
    static void home() {
        SparkHome.make();
    }

    @Override
    protected Engine engine() {
        return Spark.spark(SparkHome.TWO_WORKERS);
    }
}
