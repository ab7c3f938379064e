package dev.parley.run;

import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.DataException;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Runs as files: opened, trained again to the same bits, and refused where that cannot be. */
class RunFileTest {
    private static final Parties HOSPITALS =
            dataset("breast-cancer").trainTest(0.7).split(4, dirichlet(0.5));
    private static final Run RUN = federation().rounds(3).server(fedAdam(0.05)).train(logistic(), HOSPITALS);

    @TempDir
    Path folder;

    private String kept(Run run) {
        String path = folder.resolve("kept/run.json").toString();
        save(run, path);
        return path;
    }

    @Test
    void opensWithTheSameTablesTextAndWeights() {
        Run opened = load(kept(RUN.as("mine")));
        assertThat(opened.fingerprint()).isEqualTo(RUN.fingerprint());
        assertThat(opened).hasToString(RUN.as("mine").toString());
        assertThat(opened.plan()).isEqualTo(RUN.plan());
        assertThat(opened.table().printAll()).isEqualTo(RUN.as("mine").table().printAll());
        assertThat(opened.partyTable().printAll())
                .isEqualTo(RUN.as("mine").partyTable().printAll());
        assertThat(opened.ledger().printAll()).isEqualTo(RUN.as("mine").ledger().printAll());
        assertThat(opened.weights()).isEqualTo(RUN.weights());
        assertThat(opened.auc()).isEqualTo(RUN.auc());
        assertThat(folder.resolve("kept")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void trainsEverySentenceAgainToTheSameBits() {
        assertThat(replay(kept(RUN)).fingerprint()).isEqualTo(RUN.fingerprint());
        for (Run run : java.util.List.of(
                centralized().epochs(2).train(logistic(), HOSPITALS),
                local().epochs(2).train(logistic(), HOSPITALS),
                distributed().workers(3).epochs(1).train(logistic(), HOSPITALS),
                federation().parties(3).partition(shards(2)).rounds(2).train(mlp(4), dataset("iris")),
                federation().rounds(2).train(sequential(dense(4).initial(xavierNormal()), tanh(), dense()), HOSPITALS),
                centralized()
                        .epochs(2)
                        .client(localSgd(1e-6))
                        .train(linear(), dataset("diabetes").features(none()).trainValidTest(0.6, 0.2)))) {
            assertThat(replay(kept(run)).fingerprint()).as(run.toString()).isEqualTo(run.fingerprint());
        }
    }

    @Test
    void trainsAStoppedRunAgainAsFarAsItWent() {
        Run stopped = federation()
                .rounds(9)
                .onRound(r -> {
                    if (r.round() == 2) {
                        r.stop();
                    }
                })
                .train(logistic(), HOSPITALS);
        Run again = replay(kept(stopped));
        assertThat(again.rounds()).hasSize(2);
        assertThat(again.fingerprint()).isEqualTo(stopped.fingerprint());
    }

    @Test
    void asksForRowsMadeByHandAndRefusesOthers() {
        Table table = dataset("iris").table();
        Dataset mine = data(table).target("species");
        Run run = federation().rounds(2).train(softmax(), mine.split(3, iid()));
        String path = kept(run);
        assertThat(load(path).accuracy()).isEqualTo(run.accuracy());
        assertThatThrownBy(() -> replay(path))
                .isInstanceOf(DataException.class)
                .hasMessage("replay(\"" + path + "\") needs the rows of '"
                        + run.setting().data()
                        + "', a table made by hand, which no file holds; give the data set as the second argument:"
                        + " replay(path, mine)");
        assertThat(replay(path, mine).fingerprint()).isEqualTo(run.fingerprint());
        assertThatThrownBy(() -> replay(path, data(table.first(140)).target("species")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("needs the 150 rows")
                .hasMessageContaining("has 140 rows");
    }

    @Test
    void refusesAFileWhoseRowsHaveChanged() throws IOException {
        Path csv = folder.resolve("rows.csv");
        Files.writeString(csv, dataset("iris").table().write().toString("csv"));
        Run run = federation()
                .rounds(2)
                .train(softmax(), csv(csv.toString()).target("species").split(2, iid()));
        String path = kept(run);
        assertThat(replay(path).fingerprint()).isEqualTo(run.fingerprint());
        Files.writeString(csv, Files.readString(csv).replaceFirst("5\\.1", "5.2"));
        assertThatThrownBy(() -> replay(path))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("give the rows it was trained on, or train anew on these");
        assertThat(load(path).fingerprint()).isEqualTo(run.fingerprint());
    }

    @Test
    void asksForARuleThatIsCodeByItsName() {
        var rule = named("my mean", updates -> updates.mean());
        Run run = federation().rounds(2).aggregate(rule).train(logistic(), HOSPITALS);
        String path = kept(run);
        assertThat(load(path)).hasToString(run.toString());
        assertThatThrownBy(() -> replay(path))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("the rule 'my mean', which is code")
                .hasMessageContaining("replay(path, named(\"my mean\", updates -> ..))");
        assertThat(replay(path, rule).fingerprint()).isEqualTo(run.fingerprint());
        assertThatThrownBy(() -> replay(path, named("other", updates -> updates.mean())))
                .hasMessageContaining("gives another rule than named(\"my mean\", ..)");
        String plain = folder.resolve("plain.json").toString();
        save(RUN, plain);
        assertThatThrownBy(() -> replay(plain, rule)).hasMessageContaining("leave the rule out");
    }

    @Test
    void refusesBrokenFilesFutureFormatsAndUnknownRules() throws IOException {
        Path path = Path.of(kept(RUN));
        String text = Files.readString(path);
        for (int length : new int[] {0, 1, 40, text.length() / 2, text.length() - 4}) {
            Files.writeString(path, text.substring(0, length));
            assertThatThrownBy(() -> load(path.toString()))
                    .as("cut after %s", length)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("is not a whole run that save(run, path) wrote");
        }
        Files.writeString(path, text.replace("\"format\": 1", "\"format\": 2"));
        assertThatThrownBy(() -> replay(path.toString()))
                .hasMessageContaining("has format 2, but this version reads 1".replace("reads 1", "reads format 1"));
        Files.writeString(path, text.replace("\"fedAdam\"", "\"java.lang.Runtime\""));
        assertThatThrownBy(() -> load(path.toString()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("'java.lang.Runtime' is not the name of a rule");
        Files.writeString(path, text.replace("\"fedAdam\"", "\"fedFuture\""));
        assertThatThrownBy(() -> load(path.toString())).hasMessageContaining("there is no 'fedFuture' here");
        assertThatThrownBy(() -> load(folder.resolve("none.json").toString()))
                .hasMessageContaining("a run is written by save(run, path)");
    }

    @Test
    void readsAndWritesTheFirstFormatToTheLetter() throws IOException {
        Path golden = Path.of("src/test/resources/dev/parley/run/run-format-1.json");
        String path = folder.resolve("again.json").toString();
        save(load(golden.toString()), path);
        assertThat(Path.of(path)).hasSameTextualContentAs(golden);
        assertThat(Files.size(golden)).isLessThan(4000);
        Run run = load(golden.toString());
        assertThat(run.rounds()).hasSize(2);
        assertThat(run.accuracy())
                .isEqualTo(run.model().evaluate(dataset("iris").test()).accuracy());
    }

    @Test
    void trainsAgainInAnotherProcessToTheSameBits() throws Exception {
        String path = kept(RUN);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Again.class.getName(),
                        path)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out.lines()).contains(RUN.fingerprint());
    }

    /** What the other process does. */
    static final class Again {
        private Again() {}

        public static void main(String[] paths) {
            System.out.println(replay(paths[0]).fingerprint());
        }
    }

    @Test
    void tellsWhereTwoRunsPart() {
        assertThat(diff(RUN, load(kept(RUN)))).hasToString("""
                federation and federation agree in 3 rounds
                final parameters: the same bits""");
        assertThat(diff(RUN, load(kept(RUN))).table().rowCount()).isZero();
        Run other =
                federation().rounds(4).server(fedAdam(0.05)).client(fedProx(1)).train(logistic(), HOSPITALS);
        Difference difference = diff(RUN, other.as("prox"));
        assertThat(difference.same()).isFalse();
        assertThat(difference.toString())
                .startsWith("federation and prox part in round 1 at party-")
                .contains("\nfinal parameters: ")
                .endsWith(" apart at most, after 3 and 4 rounds");
        assertThat(difference.table().columnNames()).containsExactly("round", "party", "what", "a", "b", "b - a");
        assertThat(difference.table().intColumn("round").unique().asList()).containsExactly(1);
    }
}
