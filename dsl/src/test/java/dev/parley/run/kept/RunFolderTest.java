package dev.parley.run.kept;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.DataException;
import dev.parley.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Folders of runs, also where a file is broken or something else. */
class RunFolderTest {
    @TempDir
    Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void listsRunsAndCheckpointsAndSaysWhatIsBroken() throws IOException {
        Run whole = federation()
                .rounds(2)
                .aggregate(mean())
                .train(softmax(), dataset("iris").split(3, iid()));
        save(whole.as("whole"), file("a.json"));
        federation()
                .rounds(9)
                .onRound(r -> {
                    if (r.round() == 4) {
                        r.stop();
                    }
                })
                .checkpoint(file("b-0.1"), every(3))
                .train(softmax(), dataset("iris").split(3, dirichlet(0.5)));
        Files.writeString(
                folder.resolve("c"), Files.readString(folder.resolve("a.json")).substring(0, 700));
        Files.writeString(folder.resolve("d.json"), "{\"mine\": true}");
        Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n");
        Files.createDirectories(folder.resolve("deeper"));
        whole.model().save(file("model.json"));
        Files.writeString(folder.resolve("a.json.01234567-89ab-cdef-0123-456789abcdef.part"), "{\n\"format\": 1,");

        Table table = runs(folder.toString());
        assertThat(table.columnNames())
                .containsExactly(
                        "name",
                        "file",
                        "sentence",
                        "model",
                        "data",
                        "rounds",
                        "planned",
                        "accuracy",
                        "state",
                        "fingerprint",
                        "saved");
        assertThat(table.stringColumn("file").asList())
                .containsExactly(file("a.json"), file("b-0.1"), file("c"), file("d.json"));
        assertThat(table.stringColumn("name").asList()).containsExactly("whole", "federation", "", "");
        assertThat(table.stringColumn("sentence").get(0)).isEqualTo("federation().rounds(2).aggregate(mean())");
        assertThat(table.stringColumn("data").get(1)).isEqualTo("iris, dirichlet(0.5)");
        assertThat(table.intColumn("rounds").get(1)).isEqualTo(4);
        assertThat(table.intColumn("planned").get(1)).isEqualTo(9);
        assertThat(table.intColumn("rounds").isMissing(2)).isTrue();
        assertThat(table.doubleColumn("accuracy").get(0)).isEqualTo(whole.accuracy());
        assertThat(whole.fingerprint())
                .startsWith(table.stringColumn("fingerprint").get(0));
        assertThat(table.stringColumn("state").asList().subList(0, 2))
                .containsExactly("complete", "stopped by onRound after round 4");
        assertThat(table.stringColumn("state").get(2)).startsWith("broken: " + file("c") + " is not a whole run");
        assertThat(table.stringColumn("state").get(3)).startsWith("broken: ").contains("it has no format");
    }

    @Test
    void arraysBesideARunAreNoRunsAndARunWithoutThemIsBroken() throws IOException {
        Run large = federation().rounds(1).train(mlp(500, 500), dataset("iris").split(2, iid()));
        save(large, file("large.json"));
        large.model().save(file("model"));
        large.model().export(file("weights.safetensors"));
        Table table = runs(folder.toString());
        assertThat(table.stringColumn("file").asList()).containsExactly(file("large.json"));
        assertThat(table.stringColumn("state").get(0)).isEqualTo("complete");
        assertThat(large.fingerprint())
                .startsWith(table.stringColumn("fingerprint").get(0));
        try (Stream<Path> all = Files.list(folder)) {
            Path arrays = all.filter(
                            path -> path.getFileName().toString().startsWith("large.") && !path.endsWith("large.json"))
                    .findFirst()
                    .orElseThrow();
            Files.delete(arrays);
            assertThat(runs(folder.toString()).stringColumn("state").get(0))
                    .isEqualTo("broken: " + file("large.json")
                            + " is not a whole run that save(run, path) wrote: its arrays,"
                            + " the file " + arrays.getFileName()
                            + ", are not beside it; save the run again, or train it"
                            + " again");
        }
    }

    @Test
    void aFolderWithRegressionsHasTheirMeasure() {
        save(centralized().epochs(1).client(localSgd(0.01)).train(linear(), dataset("diabetes")), file("r"));
        assertThat(runs(folder.toString()).columnNames()).contains("rmse").doesNotContain("accuracy");
    }

    @Test
    void anEmptyFolderHasNoRowsAndAMissingOneIsRefused() {
        assertThat(runs(folder.toString()).rowCount()).isZero();
        assertThatThrownBy(() -> runs(file("none")))
                .isInstanceOf(DataException.class)
                .hasMessage("runs(\"" + file("none") + "\") lists a folder, but " + file("none")
                        + " is not there; check the path");
    }
}
