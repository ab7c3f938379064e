package dev.parley.engine.threads;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.data.Parties;
import dev.parley.model.Model;
import dev.parley.num.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native memory is released when a run ends: 20 runs in one process, whose Java heap is of fixed size and touched
 * beforehand, so that what grows is native. A run's learners, updates and moments come to tens of megabytes.
 */
@EnabledOnOs(OS.LINUX)
class MemoryTest {
    /** Until the compiler has done most of its work, whose code and tables are native too. */
    private static final int WARM = 20;

    private static final int RUNS = 20;
    private static final int MEASURED = 5;

    private static long[] sizes(String model) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Runs.class.getName(),
                        model)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // The C library keeps an arena for each thread there was and fills it anew: not a leak, but as large as one.
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        long[] sizes = out.lines()
                .filter(line -> line.startsWith("RSS "))
                .mapToLong(line -> Long.parseLong(line.substring(4)))
                .toArray();
        assertThat(sizes).hasSize(WARM + RUNS);
        return sizes;
    }

    /** From the median of the first runs after warming up to that of the last, since single sizes waver. */
    private static double growth(long[] sizes) {
        return median(sizes, sizes.length - MEASURED) / median(sizes, WARM) - 1;
    }

    private static double median(long[] sizes, int from) {
        return Arrays.stream(sizes, from, from + MEASURED).sorted().toArray()[MEASURED / 2];
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "sameDiff"})
    void twentyRunsLeaveTheProcessAsLargeAsItWas(String model) throws Exception {
        assertThat(growth(sizes(model))).isLessThan(0.05);
    }

    @Test
    void aRunThatKeepsItsMemoryWouldBeSeen() throws Exception {
        assertThat(growth(sizes("leak"))).isGreaterThan(0.05);
    }

    /** What the other process does. */
    static final class Runs {
        private static final List<Object> KEPT = new ArrayList<>();

        private Runs() {}

        public static void main(String[] asked) throws IOException {
            Parties parties = dataset("digits").split(4, iid());
            Model model = asked[0].equals("sameDiff")
                    ? sameDiff((sd, x) -> sd.nn()
                            .linear(
                                    x,
                                    sd.var("w", Nd4j.zeros(DataType.FLOAT, 64, 10)),
                                    sd.var("b", DataType.FLOAT, 10)))
                    : mlp(600, 600);
            for (int run = 0; run < WARM + RUNS; run++) {
                federation()
                        .rounds(1)
                        .client(localAdam(0.001).keepState().shards(2))
                        .on(threads(2))
                        .train(model, parties);
                if (asked[0].equals("leak")) {
                    for (int each = 0; each < 4; each++) {
                        KEPT.add(model.initial(parties.shape(), new Seed(run)));
                    }
                }
                System.out.println("RSS " + resident());
            }
        }

        /** Kilobytes of this process in memory. */
        private static long resident() throws IOException {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            throw new IOException("no VmRSS");
        }
    }
}
