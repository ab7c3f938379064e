package dev.parley.run.kept;

import static dev.parley.Parley.*;
import static dev.parley.Partitions.byColumn;
import static dev.parley.Partitions.byFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.parley.data.Dataset;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's file keeps every step that was said of its data, so that replay needs nothing but the rows. */
class RecipeJsonTest {
    @TempDir
    Path folder;

    private String rows;
    private String test;
    private String kept;

    @BeforeEach
    void writeFiles() throws IOException {
        rows = write("rows.csv", 0);
        test = write("test.csv", 200);
        kept = folder.resolve("run.json").toString();
    }

    private String write(String name, int from) throws IOException {
        StringBuilder text = new StringBuilder("Exported by hand\nsite;zip;dose;when;stage;kind\n");
        for (int i = from; i < from + 120; i++) {
            text.append("NA".repeat(i % 2))
                    .append(i % 2 == 0 ? "DE;0" : ";")
                    .append(1000 + i % 3)
                    .append(';');
            text.append(i % 11 == 0 ? "n.d." : i % 7 + "," + i % 10).append(';');
            text.append(LocalDate.of(2024, 1, 1).plusDays(i)).append(';');
            text.append(i % 13 == 0 ? "" : "" + i % 5).append(';').append(i % 3).append('\n');
        }
        return Files.writeString(folder.resolve(name), text + "# made up\nSum;;;;;\n")
                .toString();
    }

    private Dataset data(String path) {
        return csv(path)
                .skip(1)
                .skipLast(1)
                .comment('#')
                .separator(';')
                .decimal(',')
                .missing("n.d.")
                .text("site", "zip")
                .category("kind")
                .date("when", "yyyy-MM-dd")
                .dropRowsWithout("stage");
    }

    private void replays(Run run, Object... given) {
        save(run, kept);
        Run again = replay(kept, given);
        assertThat(again.fingerprint()).isEqualTo(run.fingerprint());
        assertThat(again.evaluation()).isEqualTo(run.evaluation());
    }

    @Test
    void everyStepOfAFile() {
        Dataset data = data(rows)
                .targetAbove("stage", 2)
                .only("zip", "dose", "when", "kind")
                .latest(0.2, "when");

        replays(federation().rounds(2).train(logistic(), data.split(byColumn("site"))));
        assertThat(load(kept).parties().coding().features())
                .containsExactly(
                        "zip=01000",
                        "zip=01001",
                        "zip=01002",
                        "zip=1000",
                        "zip=1001",
                        "zip=1002",
                        "dose",
                        "kind=0",
                        "kind=1",
                        "kind=2",
                        "when year",
                        "when month",
                        "when weekday",
                        "when days");
    }

    @Test
    void testRowsOfTheirOwn() throws IOException {
        Dataset data =
                data(rows).targetIs("stage", "3", "4").without("site", "when").testRows(csv(test));

        replays(federation().rounds(2).train(logistic(), data.split(3, iid())));
        Files.writeString(Path.of(test), Files.readString(Path.of(test)) + "x");
        assertThatThrownBy(() -> replay(kept))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("test.csv has the sha256 ");
    }

    @Test
    void filesOfAFolder() throws IOException {
        Path sites = Files.createDirectory(folder.resolve("sites"));
        Files.copy(Path.of(rows), sites.resolve("a.csv"));
        Files.copy(Path.of(test), sites.resolve("b.csv"));
        Dataset data = folder(sites + "/*.csv")
                .skip(1)
                .skipLast(1)
                .comment('#')
                .decimal(',')
                .missing("n.d.")
                .dropRowsWithout("stage")
                .target("kind")
                .only("dose", "stage");

        replays(federation().rounds(2).train(softmax(), data.split(byFile())));
    }

    /** Each value of the file's data is another one, with the checksum that belongs to it. */
    @Test
    void dataThatSomebodyChangedIsReadOrRefused() throws IOException {
        Dataset data = data(rows)
                .targetAbove("stage", 2)
                .only("zip", "dose", "when", "kind")
                .testRows(csv(test));
        save(federation().rounds(1).train(logistic(), data.split(2, iid())), kept);
        String whole = Files.readString(Path.of(kept));
        int end = whole.indexOf("\"environment\"");
        Matcher value = Pattern.compile("(?:\"[^\"\n]*\"|-?\\d+(?:\\.\\d+)?)(?=\\s*[,\\]}])")
                .matcher(whole);
        int refused = 0;
        for (int at = whole.indexOf("\"data\""); value.find(at) && value.end() < end; at = value.end()) {
            for (String other : List.of(
                    "0", "-1", "7", "\"\\u0000\"", "\"x\"", "\"NAMED\"", "\"REGRESSION\"", "[[]]", "null", DEEP)) {
                Sealed.write(
                        Path.of(kept),
                        (whole.substring(0, value.start()) + other + whole.substring(value.end()))
                                .getBytes(StandardCharsets.UTF_8));
                refused += isRefused(whole.substring(value.start(), value.end()) + " is " + other) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    private static final String DEEP = '"' + "[".repeat(9000) + "]".repeat(9000) + '"';

    private boolean isRefused(String change) {
        try {
            Run run = load(kept);
            run.evaluation();
            run.model().evaluate(run.parties().dataset().test());
            replay(kept);
            return false;
        } catch (DataException | PlanException clear) {
            assertThat(clear).as(change).message().isNotBlank().doesNotContain("dev.parley");
            return true;
        } catch (RuntimeException | Error raw) {
            return fail(change, raw);
        }
    }

    @Test
    void aTargetThatIsCodeIsGivenAgain() {
        Dataset data = data(rows).target("late", row -> row.getInt("stage") > 2).without("site", "stage", "when");
        Run run = federation().rounds(2).train(logistic(), data.split(3, iid()));
        replays(run, data);
        assertThatThrownBy(() -> replay(kept))
                .hasMessageContaining(
                        "needs the target 'late' of 'rows.csv', which code makes, and no file holds that; give the data set again:"
                                + " replay(path, mine)");
        assertThatThrownBy(() -> replay(kept, data(rows).target("stage")))
                .hasMessageContaining("give a data set with target(\"late\", row -> ..) again");
    }
}
