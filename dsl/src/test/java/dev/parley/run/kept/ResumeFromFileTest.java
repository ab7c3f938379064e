package dev.parley.run.kept;

import static dev.parley.Clients.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Trainer;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.model.Sequential;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that ended early, gone on with from their files to the bits of a run that never stopped. */
class ResumeFromFileTest {
    private static final Parties HOSPITALS = RunFileTest.HOSPITALS;
    private static final Run RUN = RunFileTest.RUN;

    @TempDir
    Path folder;

    private String kept(Run run) {
        return RunFileTest.kept(run, folder);
    }

    @Test
    void goesOnFromAFileInEverySentence() {
        for (Trainer<?> plan : List.of(
                federation().rounds(4).server(fedAdam(0.05)),
                federation()
                        .rounds(4)
                        .server(serverSgd(1).momentum(0.5))
                        .client(localAdam(0.01).keepState()),
                local().epochs(4).client(localAdam(0.01).keepState()),
                centralized().epochs(4),
                distributed().workers(3).epochs(1))) {
            Sequential model = sequential(dense(4), batchNorm(), relu(), dropout(0.3), dense());
            Run whole = plan.train(model, HOSPITALS);
            Run part = plan.onRound(r -> {
                        if (r.round() == 3) {
                            r.stop();
                        }
                    })
                    .train(model, HOSPITALS);
            Run resumed = load(kept(part)).resume();
            assertThat(resumed.fingerprint()).as(plan.toString()).isEqualTo(whole.fingerprint());
            assertThat(resumed.table().removeColumns("seconds").printAll())
                    .isEqualTo(whole.table().removeColumns("seconds").printAll());
            assertThat(resumed.partyTable().removeColumns("ms").printAll())
                    .isEqualTo(whole.partyTable().removeColumns("ms").printAll());
        }
        assertThatThrownBy(load(kept(RUN))::resume).hasMessageContaining("has done all 3 rounds of its plan");
    }

    @Test
    void goesOnFromAFileWithWhatItCannotHold() {
        Dataset mine = data(dataset("iris").table()).target("species");
        var rule = named("half", updates -> updates.mean().times(0.5));
        var plan = federation().rounds(3).aggregate(rule);
        Run whole = plan.train(softmax(), mine.split(3, iid()));
        String path = kept(plan.onRound(r -> r.stop()).train(softmax(), mine.split(3, iid())));
        assertThatThrownBy(load(path)::resume)
                .hasMessage(
                        "the run was trained with the rule named(\"half\"), which is code, and a file holds only its"
                                + " name; give it again: load(path).resume(named(\"half\", updates -> ..))");
        assertThatThrownBy(() -> load(path).resume(rule))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("load(\"" + path + "\").resume() needs the rows of ")
                .hasMessageEndingWith("give the data set again: load(path).resume(mine)");
        assertThatThrownBy(() -> load(path).resume(dataset("wine"), rule)).hasMessageContaining("needs the 150 rows");
        assertThat(load(path).resume(mine, rule).fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(replay(path, mine, rule).rounds()).hasSize(1);
    }

    @Test
    void aMendedRuleGoesOnInTheSameProcess() {
        var broken = federation().rounds(3).aggregate(named("mine", updates -> {
            throw new IllegalStateException("a slip");
        }));
        assertThatThrownBy(() -> broken.train(logistic(), HOSPITALS)).hasMessage("a slip");
        var mended = named("mine", updates -> updates.mean());
        assertThat(lastRun().resume(mended).fingerprint())
                .isEqualTo(federation()
                        .rounds(3)
                        .aggregate(mean())
                        .train(logistic(), HOSPITALS)
                        .fingerprint());
        assertThatThrownBy(() -> federation()
                        .onRound(r -> r.stop())
                        .train(logistic(), HOSPITALS)
                        .resume(dataset("iris")))
                .hasMessageContaining("still has those it was trained on");
    }
}
