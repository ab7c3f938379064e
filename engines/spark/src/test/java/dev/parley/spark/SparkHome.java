package dev.parley.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A folder such as an installation of Spark has, with links to the jars of the class path. */
final class SparkHome {
    static final String TWO_WORKERS = "local-cluster[2,1,1024]";

    private SparkHome() {}

    /** Makes it where the environment says it is, with all jars but ours. */
    static void make() {
        make(Path.of(System.getenv("SPARK_HOME")), jar -> !jar.contains("parley"));
    }

    /** Makes one with those jars of the class path whose names are wanted. */
    static void make(Path home, Predicate<String> wanted) {
        try {
            Files.createDirectories(home.resolve("launcher/target/scala-2.13"));
            Path jars = Files.createDirectories(home.resolve("jars"));
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path jar = Path.of(entry);
                String name = jar.getFileName().toString();
                Path link = jars.resolve(name);
                if (name.endsWith(".jar") && wanted.test(name) && !Files.exists(link)) {
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, jar);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
