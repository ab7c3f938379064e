package dev.parley.run.kept;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.data.Parties;
import dev.parley.run.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and models of more parameters than a text of JSON can hold, opened where the heap has no room for them. */
class LargeFileTest {
    /** 6.3 million parameters, 25 MB: above the 20 million characters that JSON readers take in one text. */
    private static final int WIDTH = 2500;

    @TempDir
    Path folder;

    @Test
    void opensInAHeapSmallerThanItsParameters() throws Exception {
        Parties parties = dataset("breast-cancer").split(2, iid());
        String run = folder.resolve("run.json").toString();
        String model = folder.resolve("model.json").toString();
        Run trained = federation().rounds(1).client(localSgd(0.01)).train(mlp(WIDTH, WIDTH), parties);
        save(trained, run);
        trained.model().save(model);
        assertThat(Files.size(Path.of(run))).isLessThan(4000);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(4);
        }
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-Dorg.bytedeco.javacpp.maxBytes="
                                + 3
                                        * 4L
                                        * trained.parts()
                                                .outcome()
                                                .params()
                                                .get(0)
                                                .length(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opening.class.getName(),
                        run,
                        model)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isZero();
        assertThat(out.lines()).contains(trained.fingerprint(), trained.model() + "");
    }

    /** Opens them in another process. */
    static final class Opening {
        private Opening() {}

        public static void main(String[] paths) {
            System.out.println(load(paths[0]).fingerprint());
            System.out.println(loadModel(paths[1]));
        }
    }
}
