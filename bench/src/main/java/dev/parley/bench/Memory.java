package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory this process has held so far, as Linux counts it. */
final class Memory {
    private Memory() {}

    /** In MB; NaN on systems without {@code /proc}. */
    static double peak() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.exists(status)
                    ? Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
                            .findFirst()
                            .orElse(Double.NaN)
                    : Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
