package dev.parley.spark;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.spark.sample.TrainOnSpark;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** A cluster that sees none of this machine's files, and is sent the jars. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneTest {
    private static final Parties CANCER = dataset("breast-cancer").split(8, dirichlet(0.5));
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    static Path folder;

    private static Standalone cluster;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Standalone.isPossible(), "this machine has no address 127.0.0.2");
        cluster = new Standalone(folder, "1g");
        // a user has the jar, where Maven's tests have the classes
        System.setProperty("java.class.path", Standalone.ourJar(folder) + File.pathSeparator + CLASS_PATH);
        System.setProperty(
                "spark.jars",
                Standalone.jar(StandaloneTest.class, folder.resolve("own.jar"), "SparkWorker")
                        + ","
                        + Standalone.jar(StandaloneTest.class, folder.resolve("list.jar"), "Choices"));
    }

    @AfterAll
    static void end() {
        System.clearProperty("spark.jars");
        System.setProperty("java.class.path", CLASS_PATH);
        if (cluster != null) {
            closeContext();
            cluster.close();
        }
    }

    private static void closeContext() {
        Option<SparkContext> active = SparkContext$.MODULE$.getActive();
        if (active.isDefined()) {
            active.get().stop();
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

    @Test
    @Order(Integer.MAX_VALUE)
    void theSampleRunsBySparkSubmit() throws Exception {
        String here = federation()
                .rounds(10)
                .client(scaffold())
                .aggregate(mean())
                .on(threads(2))
                .train(mlp(16), CANCER)
                .fingerprint();
        // it would keep the workers' cores
        closeContext();
        for (String master : List.of("local[2]", cluster.master())) {
            assertThat(submit(master)).contains("fingerprint " + here);
        }
    }

    /** Lines that the sample prints. */
    private static String submit(String master) throws Exception {
        Path log = folder.resolve("submit.log");
        Process submit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        cluster.home().resolve("jars") + File.separator + "*",
                        "org.apache.spark.deploy.SparkSubmit",
                        "--master",
                        master,
                        "--conf",
                        "spark.ui.enabled=false",
                        "--class",
                        TrainOnSpark.class.getName(),
                        "--jars",
                        ourJars(),
                        folder.resolve("parley-spark.jar").toString(),
                        "breast-cancer")
                .redirectError(log.toFile())
                .start();
        try {
            String printed = new String(submit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(submit.waitFor()).as(() -> read(log)).isZero();
            return printed;
        } finally {
            submit.destroyForcibly();
        }
    }

    /** The jars that {@code ./parley jars} copies. */
    private static String ourJars() throws IOException {
        Stream<String> needed = Arrays.stream(
                Files.readString(Path.of("target", "runtime.txt")).strip().split(File.pathSeparator));
        Stream<String> sets = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(jar -> Path.of(jar).getFileName().toString().startsWith("parley-datasets"));
        return Stream.concat(needed, sets).collect(Collectors.joining(","));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
