package dev.parley.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kind of this machine's processor: maker, family and widest vectors, by which OpenBLAS and oneDNN choose their
 * kernels. Another kernel adds in another order, which may change the last bits.
 */
final class Processor {
    private static final List<String> WIDEST_FIRST =
            List.of("avx512_bf16", "avx512f", "avx2", "avx", "sve2", "sve", "asimd");
    private static final List<String> NAMES =
            List.of("vendor_id", "cpu family", "model", "CPU implementer", "CPU architecture", "CPU part");

    private Processor() {}

    /** In one line; {@code unknown} where the system does not say. */
    static String kind() throws IOException {
        Path linux = Path.of("/proc/cpuinfo");
        return Files.isReadable(linux)
                ? kind(Files.readAllLines(linux))
                : System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
    }

    /** Kind of the first processor that Linux tells of. */
    static String kind(List<String> lines) {
        Map<String, String> said = lines.stream()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .collect(
                        Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip(), (first, next) -> first));
        List<String> flags =
                List.of((said.getOrDefault("flags", "") + " " + said.getOrDefault("Features", "")).split(" "));
        Stream<String> widest = WIDEST_FIRST.stream().filter(flags::contains).limit(1);
        String kind = Stream.concat(NAMES.stream().filter(said::containsKey).map(said::get), widest)
                .collect(Collectors.joining(" "));
        return kind.isEmpty() ? "unknown" : kind;
    }
}
