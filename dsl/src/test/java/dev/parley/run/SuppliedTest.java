package dev.parley.run;

import static dev.parley.Parley.data;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.load;
import static dev.parley.Parley.replay;
import static dev.parley.Parley.sameDiff;
import static dev.parley.Parley.save;
import static dev.parley.Parley.softmax;
import static dev.parley.Rules.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.aggregate.Aggregation;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.model.SameDiffModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that a file cannot hold are given again, in any number and order; those that nobody asked for are refused. */
class SuppliedTest {
    private static final Dataset MINE =
            data(dataset("iris").table().setName("flowers")).target("species");
    private static final Parties PARTIES = MINE.split(3, iid());
    private static final SameDiffModel GRAPH =
            sameDiff("line", (sd, x) -> sd.nn().linear(x, sd.var("w", 4, 3), sd.var("b", 3)));
    private static final Aggregation HALF =
            named("half", updates -> updates.mean().times(0.5));

    @TempDir
    Path folder;

    private String kept(Aggregation rule, Model model, boolean whole) {
        String path = folder.resolve("run.json").toString();
        var plan = federation().rounds(2).aggregate(rule);
        save((whole ? plan : plan.onRound(round -> round.stop())).train(model, PARTIES), path);
        return path;
    }

    @Test
    void replayTakesRowsRuleAndModelInEveryOrder() {
        String path = kept(HALF, GRAPH, true);
        String bits = load(path).fingerprint();
        for (Object[] given : List.of(
                new Object[] {MINE, HALF, GRAPH},
                new Object[] {GRAPH, MINE, HALF},
                new Object[] {HALF, GRAPH, MINE},
                new Object[] {HALF, MINE, GRAPH})) {
            assertThat(replay(path, given).fingerprint()).isEqualTo(bits);
        }
        String simple = kept(HALF, softmax(), true);
        assertThat(replay(simple, HALF, MINE).fingerprint())
                .isEqualTo(replay(simple, MINE, HALF).fingerprint())
                .isEqualTo(load(simple).fingerprint());
    }

    @Test
    void resumeTakesThemInEveryOrderToo() {
        String whole =
                federation().rounds(2).aggregate(HALF).train(GRAPH, PARTIES).fingerprint();
        String path = kept(HALF, GRAPH, false);
        assertThat(load(path).resume(GRAPH, HALF, MINE).fingerprint()).isEqualTo(whole);
        assertThat(load(path).resume(MINE, GRAPH, HALF).fingerprint()).isEqualTo(whole);
        assertThatThrownBy(() -> load(path).resume(HALF, GRAPH)).hasMessageEndingWith("load(path).resume(mine)");
    }

    @Test
    void aLambdaAloneNeedsNoType() {
        Parties named = dataset("iris").split(3, iid());
        var plan = federation().rounds(2).aggregate(updates -> updates.mean());
        Run run = plan.train(softmax(), named);
        String path = folder.resolve("lambda.json").toString();
        save(run, path);
        assertThat(replay(path, updates -> updates.mean()).fingerprint()).isEqualTo(run.fingerprint());
        save(plan.onRound(round -> round.stop()).train(softmax(), named), path);
        assertThat(load(path).resume(updates -> updates.mean()).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(load(path)
                        .resume(dataset("iris"), named("any name", updates -> updates.mean()))
                        .fingerprint())
                .isEqualTo(run.fingerprint());
    }

    @Test
    void refusesTwoOfAKindAndWhatIsNone() {
        refuses(
                "replay(path, ..) takes one data set, but iris is the second that was given; give the one that the run was"
                        + " trained with",
                MINE,
                HALF,
                dataset("iris"));
        refuses(
                "replay(path, ..) takes one rule, but named(\"half\") is the second that was given; give the one that the"
                        + " run was trained with",
                HALF,
                HALF);
        refuses(
                "replay(path, ..) takes one model, but softmax() is the second that was given; give the one that the run"
                        + " was trained with",
                GRAPH,
                softmax());
        refuses(
                "replay(path, ..) takes a data set, a rule and a model, one of each at most, and metrics, but a String was given:"
                        + " patients.csv; leave it out",
                MINE,
                "patients.csv");
        refuses(
                "replay(path, ..) takes a data set, a rule and a model, one of each at most, and metrics, but parties were given; give"
                        + " the data set they were split from, since the file knows the split: flowers",
                PARTIES);
        refuses(
                "replay(path, ..) takes a data set, a rule and a model, one of each at most, and metrics, but null was given; leave it"
                        + " out",
                MINE,
                null);
    }

    private void refuses(String message, Object... given) {
        assertThatThrownBy(() -> replay(folder.resolve("none.json").toString(), given))
                .isInstanceOf(PlanException.class)
                .hasMessage(message);
    }

    @Test
    void aRunOfThisProcessHasItsRowsAndItsModel() {
        Run stopped =
                federation().rounds(2).as("mine").onRound(round -> round.stop()).train(GRAPH, PARTIES);
        assertThatThrownBy(() -> stopped.resume(GRAPH))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "run.resume(sameDiff(\"line\")) gives a model, but 'mine' still has the one it was trained with;"
                                + " leave it out");
        assertThatThrownBy(() -> stopped.resume(HALF, MINE))
                .hasMessage(
                        "run.resume(mine) gives rows, but 'mine' still has those it was trained on; leave them out");
    }
}
