package dev.parley.model;

import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Federation;
import dev.parley.Pictures;
import dev.parley.data.Parties;
import dev.parley.layer.internal.onednn.OneDnn;
import dev.parley.run.Run;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Networks of layers where oneDNN is not at hand, in a process of its own: the same golden vectors and differences as
 * with it, the same bits on any number of threads, and a run that says so.
 */
class WithoutOneDnnTest {
    @TempDir
    Path folder;

    @Test
    void aRunSaysSoAndIsRightWhereTheEnvironmentLeavesOpenMpItsThreads() throws Exception {
        proves(
                child(System.getProperty("java.class.path"), false),
                "BLAS (for oneDNN, start Java with OMP_NUM_THREADS=1 in the environment)");
    }

    @Test
    void aRunSaysSoAndIsRightWhereTheLibraryIsNotOnTheClassPath() throws Exception {
        String without = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.matches(".*(dnnl|opencl)-[^/\\\\]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(without).doesNotContain("dnnl-").contains("openblas-");
        proves(
                child(without, true),
                "BLAS (for oneDNN, put org.bytedeco:dnnl and org.bytedeco:opencl on the class path)");
    }

    private static void proves(String out, String kernel) {
        assertThat(out)
                .contains("kernel " + kernel)
                .contains("note: convolutions are worked out by " + kernel)
                .contains("golden 9 and more")
                .contains("differences 30 and more")
                .contains("bounded 40 and more")
                .contains("same bits")
                .contains("learned");
    }

    private String child(String classPath, boolean oneThread) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.awt.headless=true",
                        "-cp",
                        classPath,
                        Child.class.getName(),
                        folder.toString())
                .redirectErrorStream(true);
        builder.environment().remove("OMP_NUM_THREADS");
        if (oneThread) {
            builder.environment().put("OMP_NUM_THREADS", "1");
        }
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(out).isZero();
        return out;
    }

    /** Work of the other process; any fault ends it. */
    static final class Child {
        private Child() {}

        public static void main(String[] folder) throws Throwable {
            System.out.println("kernel " + OneDnn.kernel());
            int golden = 0;
            for (Arguments each : GoldenLayersTest.cases().toList()) {
                new GoldenLayersTest()
                        .lossGradientOutputsAndStatisticsAreThoseOfPyTorch(
                                (String) each.get()[0], (JsonNode) each.get()[1]);
                golden++;
            }
            System.out.println("golden " + (golden >= 9 ? "9 and more" : golden));
            int differences = 0;
            for (DynamicTest each :
                    new LayerGradientsTest().theGradientIsTheLossesSlope().toList()) {
                each.getExecutable().execute();
                differences++;
            }
            System.out.println("differences " + (differences >= 30 ? "30 and more" : differences));

            int bounded = 0;
            for (DynamicTest each :
                    new ClippedRowsTest().eachRowIsBoundedAsIfItWereAlone().toList()) {
                each.getExecutable().execute();
                bounded++;
            }
            System.out.println("bounded " + (bounded >= 40 ? "40 and more" : bounded));

            Parties parties = Pictures.bars(Path.of(folder[0]), 180, 12).split(3, iid());
            Model model = sequential(conv(8, 3), relu(), maxPool(3).stride(2), conv(8, 3), relu(), avgPool(2), dense());
            Federation plan = federation().rounds(20).client(localSgd(0.1).batch(10));
            Run one = plan.on(threads(1)).train(model, parties);
            assertThat(plan.on(threads(3)).train(model, parties).fingerprint()).isEqualTo(one.fingerprint());
            System.out.println("same bits");
            assertThat(one.accuracy()).isGreaterThan(0.6);
            System.out.println("learned");
        }
    }
}
