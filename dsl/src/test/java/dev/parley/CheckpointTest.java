package dev.parley;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.ResumeTest.assertSame;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.result.RoundEvent;
import dev.parley.run.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are kept while they go on, and gone on with whatever ended them. */
class CheckpointTest {
    @TempDir
    Path folder;

    /** One that needs all there is to be remembered: by the server, and by parties that are not always there. */
    private static Federation plan() {
        return federation()
                .rounds(12)
                .cohort(3)
                .client(localAdam(0.01).keepState())
                .server(fedAdam(0.05))
                .evaluateEvery(2);
    }

    private static Parties hospitals() {
        return dataset("breast-cancer").split(4, dirichlet(0.5));
    }

    private String path(String name) {
        return folder.resolve("runs").resolve(name).toString();
    }

    private List<String> files() throws IOException {
        try (var all = Files.list(folder.resolve("runs"))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theFileIsWrittenEverySoManyRoundsAndAtTheEndAndChangesNoBit() throws IOException {
        List<Integer> seen = new ArrayList<>();
        Run run = plan().checkpoint(path("mine"), every(5))
                .listen(event -> {
                    if (event instanceof RoundEvent.RoundBegun && Files.exists(folder.resolve("runs/mine"))) {
                        Run kept = load(path("mine"));
                        seen.add(kept.rounds().size());
                        assertThat(kept.stopped())
                                .isEqualTo("kept while it was training, after round "
                                        + kept.rounds().size());
                    }
                })
                .train(logistic(), hospitals());
        assertThat(seen).containsExactly(5, 5, 5, 5, 5, 10, 10);
        assertSame(run, plan().train(logistic(), hospitals()));
        assertSame(load(path("mine")), run);
        assertThat(run.plan()).isEqualTo(plan().plan());
        assertThat(files()).containsExactly("mine");
    }

    @Test
    void anInterruptedTrainingIsKeptAsFarAsItCame() {
        Run run = plan().checkpoint(path("mine"), every(5))
                .onRound(r -> {
                    if (r.round() == 7) {
                        Thread.currentThread().interrupt();
                    }
                })
                .train(logistic(), hospitals());
        assertThat(Thread.interrupted()).isTrue();
        assertSame(load(path("mine")), run);
        assertThat(load(path("mine")).rounds()).hasSize(7);
        assertSame(load(path("mine")).resume(), plan().train(logistic(), hospitals()));
        assertThat(load(path("mine")).complete())
                .as("the checkpoint was written on")
                .isTrue();
    }

    @Test
    void killedWithoutWarningItGoesOnToTheSameBits() throws Exception {
        Process child = child(Killed.class, path("killed"));
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("in round 9");
            child.toHandle().destroyForcibly();
            assertThat(child.waitFor()).isNotZero();
        }
        Run left = load(path("killed"));
        assertThat(left.rounds()).hasSize(6);
        assertThat(left.complete()).isFalse();
        Run whole = plan().train(logistic(), hospitals());
        assertSame(left.resume(), whole);
        assertSame(load(path("killed")), whole);
        assertThat(replay(path("killed")).fingerprint()).isEqualTo(whole.fingerprint());
    }

    /** Trains until it is killed. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] paths) {
            plan().checkpoint(paths[0], every(3))
                    .onRound(r -> {
                        if (r.round() == 8) {
                            System.out.println("in round 9");
                            sleep(600_000);
                        }
                    })
                    .train(logistic(), hospitals());
        }
    }

    @Test
    void killedAtAnyMomentTheFileIsWholeAndWhatIsLeftBesideGoes() throws Exception {
        Process child = child(Writing.class, path("any"));
        while (!Files.exists(Path.of(path("any")))) {
            assertThat(child.isAlive()).isTrue();
            sleep(5);
        }
        sleep(31);
        child.toHandle().destroyForcibly();
        child.waitFor();
        Run left = load(path("any"));
        assertThat(left.rounds()).isNotEmpty();
        assertThat(left.fingerprint())
                .isEqualTo(writing()
                        .rounds(left.rounds().size())
                        .train(mlp(9000), hospitals())
                        .fingerprint());
        age(folder.resolve("runs"));
        save(left, path("any"));
        assertThat(files()).hasSize(2).first().isEqualTo("any");
        assertThat(files()).last().asString().matches("any\\.[0-9a-f]{16}\\.safetensors");
    }

    private static Federation writing() {
        return federation().seed(3);
    }

    /** Does little but write. */
    static final class Writing {
        private Writing() {}

        public static void main(String[] paths) {
            writing().rounds(100_000).checkpoint(paths[0], every(1)).train(mlp(9000), hospitals());
        }
    }

    @Test
    void whatAnotherProcessIsWritingStays() throws Exception {
        Files.createDirectories(folder.resolve("runs"));
        Path held = folder.resolve("runs/mine.01234567-89ab-cdef-0123-456789abcdef.part");
        Path dead = folder.resolve("runs/mine.76543210-89ab-cdef-0123-456789abcdef.part");
        Files.writeString(held, "half a r");
        Files.writeString(dead, "half a r");
        Process child = child(Holding.class, held.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("held");
            plan().rounds(2).checkpoint(path("mine"), every(1)).train(logistic(), hospitals());
            assertThat(files()).containsExactly("mine", held.getFileName().toString());
            child.toHandle().destroyForcibly();
            child.waitFor();
        }
        save(load(path("mine")), path("mine"));
        assertThat(files()).containsExactly("mine");
    }

    /** Holds a file as one does that is writing it. */
    static final class Holding {
        private Holding() {}

        public static void main(String[] paths) throws IOException {
            try (var channel = java.nio.channels.FileChannel.open(
                            Path.of(paths[0]), java.nio.file.StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                System.out.println(lock.isValid() ? "held" : "not held");
                sleep(600_000);
            }
        }
    }

    @Test
    void twoProcessesKeepTheirRunsInOneFolder() throws Exception {
        List<Process> children = List.of(child(Beside.class, path("two")), child(Beside.class, path("both")));
        while (children.stream().anyMatch(Process::isAlive)) {
            plan().checkpoint(path("one"), every(1)).train(logistic(), hospitals());
            plan().checkpoint(path("both"), every(1)).train(logistic(), hospitals());
        }
        for (Process child : children) {
            assertThat(child.waitFor()).isZero();
        }
        assertThat(files()).containsExactly("both", "one", "two");
        Run whole = plan().train(logistic(), hospitals());
        for (String name : files()) {
            assertSame(load(path(name)), whole);
        }
        assertThat(runs(folder.resolve("runs").toString()).stringColumn("state").asList())
                .containsOnly("complete");
    }

    /** Trains beside others. */
    static final class Beside {
        private Beside() {}

        public static void main(String[] paths) {
            plan().checkpoint(paths[0], every(1)).train(logistic(), hospitals());
        }
    }

    @Test
    void whatCouldNotBeWrittenIsRefusedBeforeAnyWork() throws IOException {
        Files.createDirectories(folder.resolve("runs"));
        assertThatThrownBy(() -> begin(folder.toString()))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + " is a folder, and a run is one file; name a file in it");
        Path other = folder.resolve("runs/rows.csv");
        Files.writeString(other, "a,b\n");
        assertThatThrownBy(() -> begin(other.toString()))
                .hasMessage(other + " is there already and holds something else than a run; choose another name");
        assertThat(other).hasContent("a,b\n");
        assertThatThrownBy(() -> begin(other + "/mine"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be written to " + other + "/mine");
        assertThatThrownBy(() -> begin(" ")).isInstanceOf(PlanException.class).hasMessageContaining("it is blank");
    }

    private static void begin(String path) {
        federation()
                .listen(event -> {
                    throw new AssertionError("the training has begun");
                })
                .checkpoint(path, every(1))
                .train(logistic(), hospitals());
    }

    @Test
    void aNewTrainingSaysThatItWritesOverAnUnfinishedOne() {
        plan().onRound(r -> {
                    if (r.round() == 4) {
                        r.stop();
                    }
                })
                .checkpoint(path("mine"), every(2))
                .train(logistic(), hospitals());
        List<String> notes = new ArrayList<>();
        plan().listen(event -> {
                    if (event instanceof RoundEvent.Started started) {
                        notes.addAll(started.notes());
                    }
                })
                .checkpoint(path("mine"), every(2))
                .train(logistic(), hospitals());
        assertThat(notes)
                .containsExactly(path("mine") + " holds 4 of 12 rounds of a training that did not end; this one starts"
                        + " anew and writes over it, while load(\"" + path("mine") + "\").resume() goes on with it");
    }

    private static Process child(Class<?> main, String path) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        path)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Lets what lies beside look as if some time had passed. */
    private static void age(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            for (Path file : all.toList()) {
                Files.setLastModifiedTime(
                        file,
                        java.nio.file.attribute.FileTime.from(
                                java.time.Instant.now().minusSeconds(3600)));
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
