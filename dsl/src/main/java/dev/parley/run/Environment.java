package dev.parley.run;

import dev.parley.example.Shape;
import dev.parley.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Surroundings that decide the bits besides the plan: Java, the kind of processor, the versions and settings of ND4J
 * and OpenBLAS.
 */
public final class Environment {
    /**
     * The generation of random streams that this version trains with, which each run's file tells. It is counted up
     * where the same seed begins to give other numbers.
     */
    public static final int STREAMS = 2;

    private Environment() {}

    /** That of this machine. */
    public static Map<String, String> here(Model model, Shape shape) {
        Map<String, String> here = new TreeMap<>();
        here.put("java", System.getProperty("java.version", ""));
        here.put("arch", System.getProperty("os.arch", ""));
        here.put("nd4j", version("org.nd4j", "nd4j-api"));
        model.kernel(shape).ifPresent(kernel -> here.put("convolution", kernel));
        here.put("openblas", version("org.bytedeco", "openblas"));
        for (String setting : List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")) {
            here.put(setting, System.getenv().getOrDefault(setting, ""));
        }
        here.put("processor", processor());
        return here;
    }

    private static String processor() {
        try {
            return Processor.kind();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String version(String group, String artifact) {
        String resource = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Environment.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
