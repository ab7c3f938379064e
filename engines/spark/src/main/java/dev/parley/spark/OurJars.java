package dev.parley.spark;

import dev.parley.file.Choices;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The jars that a party at work needs beside Spark's own. */
final class OurJars {
    private static final List<String> BEGINS = List.of(
            "parley",
            "nd4j",
            "javacpp",
            "openblas",
            "dnnl",
            "opencl",
            "protobuf-1.0.0",
            "jackson-1.0.0",
            "guava-1.0.0",
            "python4j",
            "commons-rng",
            "commons-net",
            "tablesaw",
            "classgraph",
            "fastutil",
            "byteunits",
            "jspecify",
            "xchart",
            "neoitertools",
            "oshi",
            "jna",
            "threetenbp",
            "flatbuffers");

    private OurJars() {}

    static boolean isOurs(String jar) {
        // ./parley jars puts a number before each
        String name = jar.replaceFirst("^[0-9]{3}-", "");
        return BEGINS.stream().anyMatch(name::startsWith);
    }

    /** This process's class path, with what a notebook or spark-submit has added to it since. */
    static Collection<Path> classPath() {
        Set<Path> entries = new LinkedHashSet<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                entries.add(Path.of(entry).toAbsolutePath());
            }
        }
        for (ClassLoader each = OurJars.class.getClassLoader(); each != null; each = each.getParent()) {
            if (each instanceof URLClassLoader loader) {
                for (URL url : loader.getURLs()) {
                    if (url.getProtocol().equals("file")) {
                        entries.add(path(url));
                    }
                }
            }
        }
        return entries;
    }

    /**
     * The value of {@code spark.jars} for executors that do not see this machine's files: the user's, ours, and those that
     * declare records of the user's.
     *
     * @param given the user's, with commas between; may be empty
     */
    static String toSend(String given) {
        // Spark refuses a second jar of a name
        Map<String, String> jars = new LinkedHashMap<>();
        for (String jar : given.split(",", -1)) {
            if (!jar.isBlank()) {
                jars.put(jar.substring(jar.lastIndexOf('/') + 1).strip(), jar.strip());
            }
        }
        for (Path entry : classPath()) {
            String name = String.valueOf(entry.getFileName());
            if (name.endsWith(".jar") && isOurs(name)) {
                jars.putIfAbsent(name, entry.toString());
            }
        }
        for (Path jar : declaring()) {
            jars.putIfAbsent(String.valueOf(jar.getFileName()), jar.toString());
        }
        return String.join(",", jars.values());
    }

    /** The jars that declare records of a user's. */
    private static List<Path> declaring() {
        List<Path> jars = new ArrayList<>();
        try {
            for (URL url : Collections.list(
                    OurJars.class.getClassLoader().getResources("META-INF/services/" + Choices.class.getName()))) {
                if (url.openConnection() instanceof JarURLConnection in) {
                    jars.add(path(in.getJarFileURL()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jars;
    }

    private static Path path(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds " + url + ", which is no file's address", e);
        }
    }
}
