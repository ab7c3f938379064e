package dev.parley.spark;

import java.util.List;

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
            "tablesaw",
            "fastutil",
            "jspecify",
            "xchart",
            "neoitertools",
            "flatbuffers");

    private OurJars() {}

    static boolean isOurs(String jar) {
        return BEGINS.stream().anyMatch(jar::startsWith);
    }
}
