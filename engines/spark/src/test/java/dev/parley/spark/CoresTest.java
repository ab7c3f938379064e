package dev.parley.spark;

import static dev.parley.Parley.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The cores that parties are dealt to. */
class CoresTest {
    @BeforeAll
    static void home() {
        SparkHome.make();
    }

    @Test
    void executorsThatAreStillStartingAreWaitedFor() {
        try (JavaSparkContext context = Contexts.of("local-cluster[3,1,1024]")) {
            assertThat(context.defaultParallelism()).isEqualTo(3);
        }
    }

    @Test
    void thisProcessHasWhatItsMasterSays() {
        federation()
                .rounds(1)
                .on(spark("local[2]"))
                .train(logistic(), dataset("breast-cancer").split(3, iid()));
        assertThat(Contexts.of("local[2]").defaultParallelism()).isEqualTo(2);
    }
}
