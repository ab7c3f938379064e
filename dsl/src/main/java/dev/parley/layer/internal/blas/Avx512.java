package dev.parley.layer.internal.blas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells whether OpenBLAS runs its kernels for AVX-512 here, as far as is known without asking it: the call that tells
 * is in a library of its own, which takes a third of a second to load.
 */
final class Avx512 {
    private static final Set<String> CORES = Set.of("skylakex", "cooperlake", "sapphirerapids");
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    static final boolean USED = used(System.getenv().getOrDefault("OPENBLAS_CORETYPE", ""));

    private Avx512() {}

    /**
     * The same for a wanted kernel.
     *
     * @param core what OPENBLAS_CORETYPE says; empty where OpenBLAS chooses
     */
    static boolean used(String core) {
        if (!core.isEmpty()) {
            return CORES.contains(core.toLowerCase(java.util.Locale.ROOT));
        }
        if (!Files.isReadable(PROCESSOR)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(PROCESSOR, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> (line + " ").contains(" avx512vl "))
                    .orElse(false);
        } catch (IOException e) {
            return false;
        }
    }
}
