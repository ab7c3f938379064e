package dev.parley.run.kept;

import static dev.parley.Clients.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Rules.*;
import static dev.parley.Scaling.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.aggregate.Aggregation;
import dev.parley.cohort.Participation;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import dev.parley.plan.Choice;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.run.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Runs as files: opened, trained again to the same bits, and refused where that cannot be. */
class RunFileTest {
    static final Parties HOSPITALS = dataset("breast-cancer").trainTest(0.7).split(4, dirichlet(0.5));
    static final Run RUN = federation().rounds(3).server(fedAdam(0.05)).train(logistic(), HOSPITALS);

    @TempDir
    Path folder;

    private String kept(Run run) {
        return kept(run, folder);
    }

    static String kept(Run run, Path folder) {
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
        for (Run run : List.of(
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
                        + run.parts().setting().data()
                        + "', a table made by hand, which no file holds; give the data set again:"
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
    void aRunLeadsToNoFileButTheOneItWasTrainedOn() throws Exception {
        Path csv = folder.resolve("rows.csv");
        Files.writeString(csv, dataset("iris").table().write().toString("csv"));
        Run run = federation()
                .rounds(1)
                .train(softmax(), csv(csv.toString()).target("species").split(2, iid()));
        Path path = Path.of(kept(run));
        Path secret = Files.writeString(folder.resolve("secret"), "name:word:1");
        Sealed.change(path, csv.toString(), secret.toString());
        assertThatThrownBy(() -> replay(path.toString()))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "replay\\(\"" + path + "\"\\) needs the 150 rows of 'rows.csv' \\(sha256 [0-9a-f]{12}\\.\\.\\),"
                                + " but " + secret
                                + " has the sha256 [0-9a-f]{12}\\.\\. now; give the rows it was trained on, or train"
                                + " anew on these");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Sealed.change(path, secret.toString(), pipe.toString());
        assertThatThrownBy(() -> load(path.toString()).parties())
                .isInstanceOf(DataException.class)
                .hasMessage("csv(\"" + pipe
                        + "\"): this is a pipe, a socket or a device, which could be waited for in vain;"
                        + " name a plain file");
        assertThat(load(path.toString()).fingerprint()).isEqualTo(run.fingerprint());
    }

    @Test
    void asksForARuleThatIsCodeByItsName() {
        var rule = named("my mean", updates -> updates.mean());
        Run run = federation().rounds(2).aggregate(rule).train(logistic(), HOSPITALS);
        String path = kept(run);
        assertThat(load(path)).hasToString(run.toString());
        assertThatThrownBy(() -> replay(path))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("the rule named(\"my mean\"), which is code")
                .hasMessageContaining("replay(path, named(\"my mean\", updates -> ..))");
        assertThat(replay(path, rule).fingerprint()).isEqualTo(run.fingerprint());
        assertThatThrownBy(() -> replay(path, named("other", updates -> updates.mean())))
                .hasMessageContaining("gives another rule than named(\"my mean\"), by which");
        String plain = folder.resolve("plain.json").toString();
        save(RUN, plain);
        assertThatThrownBy(() -> replay(plain, rule)).hasMessageContaining("leave the rule out");
    }

    @Test
    void refusesTornFilesAndChangedOnes() throws IOException {
        Run stopped = federation()
                .rounds(5)
                .server(fedAdam(0.05))
                .onRound(r -> r.stop())
                .train(logistic(), HOSPITALS);
        Path path = Path.of(kept(stopped));
        byte[] bytes = Files.readAllBytes(path);
        for (int length = 0; length < bytes.length; length += length < bytes.length - 100 ? 7 : 1) {
            Files.write(path, Arrays.copyOf(bytes, length));
            refuses(path, "cut after " + length);
        }
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(path, flipped);
            refuses(path, "changed at " + at);
        }
        Files.write(path, Arrays.copyOf(bytes, bytes.length + 1));
        refuses(path, "longer");
        Files.write(path, bytes);
        assertThat(load(path.toString()).fingerprint()).isEqualTo(stopped.fingerprint());
    }

    private static void refuses(Path path, String what) {
        assertThatThrownBy(() -> load(path.toString()))
                .as(what)
                .isInstanceOf(DataException.class)
                .message()
                .satisfiesAnyOf(
                        text -> assertThat(text).contains("is not a whole run that save(run, path) wrote"),
                        text -> assertThat(text).contains("but this version reads formats 1 and 2"));
    }

    @Test
    void refusesFutureFormatsAndUnknownRules() throws IOException {
        Path path = Path.of(kept(RUN));
        byte[] whole = Files.readAllBytes(path);
        Sealed.change(path, "\"format\": 2", "\"format\": 3");
        assertThatThrownBy(() -> replay(path.toString()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        path + " has format 3, but this version reads formats 1 and 2; use the version of Parley that"
                                + " wrote it, or a newer one");
        Files.write(path, whole);
        Sealed.change(path, "\"fedAdam\"", "\"java.lang.Runtime\"");
        assertThatThrownBy(() -> load(path.toString()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("'java.lang.Runtime' is not the name of a rule");
        Files.write(path, whole);
        Sealed.change(path, "\"fedAdam\"", "\"fedFuture\"");
        assertThatThrownBy(() -> load(path.toString())).hasMessageContaining("there is no 'fedFuture' here");
        assertThatThrownBy(() -> load(folder.resolve("none.json").toString()))
                .hasMessageContaining("a run is written by save(run, path)");
    }

    /** A rule of a user's own that is a record, as in a notebook. */
    record Scaled(double factor) implements Aggregation {
        @Override
        public ParamVector aggregate(Updates updates) {
            return updates.mean().times(factor);
        }
    }

    @Test
    void keepsTheNameOfARecordOfOnesOwnAndAsksForIt() {
        Run run = federation().rounds(2).aggregate(new Scaled(0.5)).train(logistic(), HOSPITALS);
        String path = kept(run);
        assertThat(load(path).plan()).hasToString(run.plan().toString());
        assertThat(load(path).fingerprint()).isEqualTo(run.fingerprint());
        assertThatThrownBy(() -> replay(path))
                .isInstanceOf(PlanException.class)
                .hasMessage("the run was trained with the rule Scaled[factor=0.5], which is code, and a file holds only"
                        + " its name; give it again: replay(path, new Scaled(..))");
        assertThatThrownBy(() -> replay(path, new Scaled(0.4)))
                .hasMessageStartingWith("replay(path, Scaled[factor=0.4]) gives another rule than Scaled[factor=0.5]");
        assertThat(replay(path, new Scaled(0.5)).fingerprint()).isEqualTo(run.fingerprint());
        String again = folder.resolve("again.json").toString();
        save(load(path), again);
        assertThat(load(again).plan()).hasToString(run.plan().toString());
    }

    /** A choice of a user's own that is no rule. */
    record Odd() implements Participation {
        @Override
        public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
            return new int[] {1, 3};
        }

        @Override
        public double expected(int parties) {
            return 2;
        }
    }

    @Test
    void opensRunsWithOtherCodeAndRefusesToTrainThem() {
        var plan =
                Plan.of(Kind.FEDERATION).with(Choice.PARTICIPATION, new Odd()).with(Choice.ROUNDS, 2);
        Run run = RUN.after(RUN.parts().outcome());
        String path =
                kept(new Run("odd", plan, logistic(), HOSPITALS, run.parts().outcome()));
        assertThat(load(path).plan()).hasToString("federation().rounds(2).participation(Odd[])");
        assertThatThrownBy(() -> replay(path))
                .hasMessage("the run was trained with participation(Odd[]), which is code, and a file holds only its"
                        + " name; train with it anew");
    }

    @Test
    void saysWhereTheMachineIsAnother() throws IOException {
        Path path = Path.of(kept(federation().rounds(2).onRound(r -> r.stop()).train(logistic(), HOSPITALS)));
        Sealed.change(path, "\"arch\":\"", "\"arch\":\"not-");
        PrintStream before = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            load(path.toString()).resume();
        } finally {
            System.setErr(before);
        }
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("note: trained with arch 'not-" + System.getProperty("os.arch") + "', and now with '"
                        + System.getProperty("os.arch") + "': the last bits may differ");
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
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out.lines()).contains(RUN.fingerprint());
    }

    /** Work of the other process. */
    static final class Again {
        private Again() {}

        public static void main(String[] paths) {
            System.out.println(replay(paths[0]).fingerprint());
        }
    }
}
