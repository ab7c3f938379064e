package dev.parley.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder such as an installation of Spark has, with links to the jars of the class path. */
final class SparkHome {
    static final String TWO_WORKERS = "local-cluster[2,1,1024]";

    private SparkHome() {}

    /** Makes it where the environment says it is. */
    static void make() {
        Path home = Path.of(System.getenv("SPARK_HOME"));
        try {
            Files.createDirectories(home.resolve("launcher/target/scala-2.13"));
            Path jars = Files.createDirectories(home.resolve("jars"));
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path jar = Path.of(entry);
                Path link = jars.resolve(jar.getFileName());
                if (entry.endsWith(".jar") && !entry.contains("parley") && !Files.exists(link)) {
                    Files.createSymbolicLink(link, jar);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
