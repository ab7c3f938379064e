package dev.parley.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executors that see none of this machine's files have all that Parley needs. */
class OurJarsTest {
    private static final List<String> SPARK_BRINGS = List.of(
            "RoaringBitmap-",
            "commons-math3-",
            "failureaccess-",
            "guava-33",
            "icu4j-",
            "jackson-annotations-2",
            "jackson-core-2",
            "jackson-databind-2",
            "slf4j-api-",
            "univocity-parsers-");

    /** Annotations that nothing reads while it runs. */
    private static final List<String> FOR_COMPILERS = List.of(
            "checker-qual-", "error_prone_annotations-", "j2objc-annotations-", "jsr305-", "listenablefuture-9999");

    @Test
    void eachJarThatParleyNeedsIsSentOrSparks() throws IOException {
        String[] jars =
                Files.readString(Path.of("target", "runtime.txt")).strip().split(File.pathSeparator);
        assertThat(jars).hasSizeGreaterThan(40);
        assertThat(Arrays.stream(jars)
                        .map(jar -> Path.of(jar).getFileName().toString())
                        .filter(jar -> !OurJars.isOurs(jar))
                        .filter(jar -> SPARK_BRINGS.stream().noneMatch(jar::startsWith))
                        .filter(jar -> FOR_COMPILERS.stream().noneMatch(jar::startsWith)))
                .isEmpty();
        assertThat(SPARK_BRINGS).noneMatch(OurJars::isOurs);
    }

    @Test
    void aNumberBeforeANameIsOverlooked() {
        assertThat(OurJars.isOurs("007-nd4j-api-1.0.0-M2.1.jar")).isTrue();
        assertThat(OurJars.isOurs("008-slf4j-api-2.0.17.jar")).isFalse();
    }

    @Test
    void theUsersJarsComeFirstAndNoNameTwice() {
        String[] jars =
                OurJars.toSend("/mine/rules.jar, /mine/nd4j-api-1.0.0-M2.1.jar").split(",");
        assertThat(jars).startsWith("/mine/rules.jar", "/mine/nd4j-api-1.0.0-M2.1.jar");
        assertThat(Arrays.stream(jars).map(jar -> Path.of(jar).getFileName())).doesNotHaveDuplicates();
        assertThat(jars).hasSizeGreaterThan(20).noneMatch(jar -> jar.contains("spark-core"));
    }
}
