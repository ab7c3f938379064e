package dev.parley.run.kept;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.num.ParamVector;
import dev.parley.result.State;
import dev.parley.run.Run;
import dev.parley.run.TrainedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of each format, kept as they were written.
 *
 * <p>Those of format 1 were written by the last version that wrote it, {@code golden.json} and {@code first.json} by
 * earlier ones. {@code format-2/beside.json} and its arrays were put together from {@code format-2/golden.json} by
 * {@code src/test/golden/make_beside.py}, which shares no code with this.
 */
class FormatsTest {
    private static final Path FORMATS = Path.of("src/test/resources/dev/parley/run/kept");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static String first(String name) {
        return FORMATS.resolve("format-1").resolve(name).toString();
    }

    private static String second(String name) {
        return FORMATS.resolve("format-2").resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "golden.json",
                "first.json",
                "federation.json",
                "local.json",
                "local-stopped.json",
                "centralized.json",
                "distributed.json",
                "fed-adam-stopped.json",
                "keep-state-stopped.json",
                "checkpoint",
                "own-rule.json",
                "graph.json"
            })
    void aRunOfTheFirstFormatOpensToTheBitAndIsKeptInTheSecond(String name) throws IOException {
        Run run = load(first(name));
        JsonNode file = JSON.readTree(Path.of(first(name)).toFile());
        State state = run.parts().outcome().state();
        assertThat(run.fingerprint()).isEqualTo(file.get("fingerprint").asText());
        assertThat(state.params()).hasSameSizeAs(file.get("params"));
        for (int i = 0; i < state.params().size(); i++) {
            assertBits(state.params().get(i), file.get("params").get(i));
        }
        JsonNode kept = file.path("state");
        assertThat(state.step()).isEqualTo(kept.path("step").asInt());
        assertThat(state.moments()).hasSameSizeAs(kept.path("moments"));
        state.moments()
                .forEach(
                        (what, vector) -> assertBits(vector, kept.get("moments").get(what)));
        assertThat(state.parties().isEmpty()).isTrue();
        String again = folder.resolve("again.json").toString();
        save(run, again);
        assertThat(Files.readString(Path.of(again))).startsWith("{\n\"format\": 2,\n\"kind\": \"run\",\n");
        assertSame(load(again), run);
    }

    /** A vector of big-endian floats in Base64, as the first format has it, decoded here by hand. */
    private static void assertBits(ParamVector vector, JsonNode text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text.asText()));
        assertThat(vector.length()).isEqualTo(bytes.remaining() / 4);
        for (int i = 0; i < vector.length(); i++) {
            assertThat(Float.floatToRawIntBits(vector.at(i))).isEqualTo(bytes.getInt());
        }
    }

    private static void assertSame(Run one, Run other) {
        assertThat(one).hasToString(other.toString());
        assertThat(one.plan()).hasToString(other.plan().toString());
        assertThat(one.table().printAll()).isEqualTo(other.table().printAll());
        assertThat(one.partyTable().printAll()).isEqualTo(other.partyTable().printAll());
        assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
        State a = one.parts().outcome().state();
        State b = other.parts().outcome().state();
        assertThat(a.step()).isEqualTo(b.step());
        assertThat(a.moments().keySet()).isEqualTo(b.moments().keySet());
        a.moments()
                .forEach((name, vector) -> assertThat(vector.fingerprint())
                        .isEqualTo(b.moments().get(name).fingerprint()));
        assertThat(a.coordinator().numbers()).isEqualTo(b.coordinator().numbers());
        assertThat(a.coordinator().vectors().keySet())
                .isEqualTo(b.coordinator().vectors().keySet());
        assertThat(bytes(a)).isEqualTo(bytes(b));
        assertThat(one.parts().streams()).isEqualTo(other.parts().streams());
    }

    private static byte[] bytes(State state) {
        try (InputStream in = state.parties().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void writesTheSecondFormatToTheLetter() {
        String path = folder.resolve("golden.json").toString();
        save(load(second("golden.json")), path);
        assertThat(Path.of(path)).hasSameTextualContentAs(Path.of(second("golden.json")));
        String model = folder.resolve("model.json").toString();
        loadModel(first("model.json")).save(model);
        assertThat(Path.of(model)).hasSameTextualContentAs(Path.of(second("model.json")));
    }

    @Test
    void readsARunWhoseArraysLieBesideIt() {
        assertSame(load(second("beside.json")), load(second("golden.json")));
    }

    @Test
    void aRunThatEndedEarlyGoesOnFromTheSecondFormat() {
        Run run = load(second("golden.json"));
        assertThat(run.rounds()).hasSize(2);
        assertThat(run.planned()).isEqualTo(4);
        Run whole = federation()
                .rounds(4)
                .client(localAdam(0.01).keepState())
                .server(fedAdam(0.05))
                .seed(7)
                .train(softmax(), dataset("iris").split(3, dirichlet(0.5)));
        assertThat(run.resume().accuracy()).isEqualTo(whole.accuracy());
        assertThat(load(second("beside.json")).resume().accuracy()).isEqualTo(whole.accuracy());
    }

    @Test
    void aModelOfTheFirstFormatPredictsAsItDoesInTheSecond() {
        TrainedModel model = loadModel(first("model.json"));
        var rows = dataset("iris").test();
        assertThat(model.evaluate(rows).accuracy()).isEqualTo(7.0 / 30);
        assertThat(loadModel(second("model.json")).predict(rows).printAll())
                .isEqualTo(model.predict(rows).printAll());
        assertThat(loadModel(first("graph-model.json")))
                .hasToString("sameDiff(\"line\") of 15 parameters for 'species'");
    }

    @Test
    void saysThatStreamsHaveChangedWhereAnEarlierVersionWroteTheFile() throws IOException {
        String early = first("golden.json");
        assertThat(told(() -> assertThat(replay(early).rounds()).hasSize(2)))
                .contains(
                        "note: " + early + " was written by an earlier version, whose random streams were others; it is"
                                + " trained again with today's, so that its bits will differ");
        assertThatThrownBy(() -> load(early).resume())
                .isInstanceOf(PlanException.class)
                .hasMessage("load(\"" + early
                        + "\").resume() would go on to other bits than those of a run that was never"
                        + " stopped: " + early + " was written by an earlier version, whose random streams were others;"
                        + " replay(\"" + early + "\") trains its rounds again, or train its plan anew");
        String again = folder.resolve("again.json").toString();
        save(load(early), again);
        assertThatThrownBy(() -> load(again).resume())
                .as("kept anew it is as old as it was")
                .hasMessageContaining(again + " was written by an earlier version");
        Sealed.change(Path.of(again), "\"streams\": 1,", "\"streams\": 99,");
        assertThatThrownBy(() -> load(again).resume()).hasMessageContaining(again + " was written by a newer version");
        assertThat(told(() -> replay(second("golden.json")))).doesNotContain("random streams");
        assertThat(RunFile.open(early).format()).isEqualTo(1);
    }

    private static String told(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFileOfTheOtherKindIsRefusedByName() {
        assertThatThrownBy(() -> load(second("model.json")))
                .isInstanceOf(DataException.class)
                .hasMessage(second("model.json") + " holds a model, but a run was asked for; a run is written by"
                        + " save(run, path) or checkpoint(path, every(n))");
        assertThatThrownBy(() -> load(first("model.json")))
                .hasMessageContaining("holds a model, but a run was asked for");
        for (String run : List.of(first("golden.json"), second("golden.json"))) {
            assertThatThrownBy(() -> loadModel(run))
                    .isInstanceOf(DataException.class)
                    .hasMessage(run + " holds a run, but a model was asked for; a model is written by"
                            + " run.model().save(path)");
        }
        assertThatThrownBy(() -> save(load(second("golden.json")), copied("model.json")))
                .hasMessageContaining("is there already and holds something else than a run");
    }

    private String copied(String name) throws IOException {
        Path copy = folder.resolve(name);
        Files.copy(Path.of(second(name)), copy);
        return copy.toString();
    }

    @Test
    void aFlippedBitAnywhereInAModelIsRefused() throws IOException {
        Path path = folder.resolve("model.json");
        byte[] bytes = Files.readAllBytes(Path.of(second("model.json")));
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(path, flipped);
            assertThatThrownBy(() -> loadModel(path.toString()))
                    .as("changed at " + at)
                    .isInstanceOf(DataException.class)
                    .message()
                    .satisfiesAnyOf(
                            text -> assertThat(text)
                                    .startsWith(path + " is damaged, or no model that run.model().save(path) wrote: "),
                            text -> assertThat(text).contains("but this version reads formats 1 and 2"));
        }
        Files.write(path, bytes);
        assertThat(loadModel(path.toString())).hasToString("mlp(3) of 27 parameters for 'species'");
    }

    @Test
    void everyFileOfAFormatIsTried() throws IOException {
        try (Stream<Path> all = Files.list(FORMATS.resolve("format-1"))) {
            assertThat(all).hasSize(14);
        }
    }
}
