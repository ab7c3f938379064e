package dev.parley.spark;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.Federation;
import dev.parley.data.Parties;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that sees none of this machine's files, and is sent the jars. */
class StandaloneTest {
    private static final Parties CANCER = dataset("breast-cancer").split(8, dirichlet(0.5));
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    static Path folder;

    private static Standalone cluster;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Standalone.isPossible(), "this machine has no address 127.0.0.2");
        cluster = new Standalone(folder);
        // a user has the jar, where Maven's tests have the classes
        System.setProperty("java.class.path", Standalone.ourJar(folder) + File.pathSeparator + CLASS_PATH);
        System.setProperty(
                "spark.jars",
                Standalone.jar(Path.of("target", "test-classes"), folder.resolve("own.jar"), "SparkWorker")
                        + ","
                        + Standalone.jar(Path.of("target", "test-classes"), folder.resolve("list.jar"), "Choices"));
    }

    @AfterAll
    static void end() {
        System.clearProperty("spark.jars");
        System.setProperty("java.class.path", CLASS_PATH);
        if (cluster != null) {
            Contexts.of(cluster.master()).close();
            cluster.close();
        }
    }

    @Test
    void twoWorkersThatAreSentTheJarsComeToTheBitsOfThreads() throws Exception {
        for (Federation plan : List.of(
                federation().rounds(3),
                federation().rounds(3).client(scaffold().epochs(2)).aggregate(mean()))) {
            String here = plan.on(threads(2)).train(mlp(8), CANCER).fingerprint();
            assertThat(plan.on(spark(cluster.master())).train(mlp(8), CANCER).fingerprint())
                    .isEqualTo(here);
        }
        try (Stream<Path> files = Files.walk(folder, 4)) {
            assertThat(files.filter(
                            file -> file.endsWith("parley-spark.jar") && file.startsWith(folder.resolve("worker-1"))))
                    .as("jars in the application's folder of a worker")
                    .hasSize(1);
        }
    }

    @Test
    void aRecordOfTheUsersTravelsInAJarThatIsNamed() {
        Federation plan = federation().rounds(2).client(new SparkWorker.Sends());
        assertThat(plan.on(spark(cluster.master())).train(logistic(), CANCER).fingerprint())
                .isEqualTo(plan.on(threads(2)).train(logistic(), CANCER).fingerprint());
    }
}
