package dev.parley.train;

import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.privacy.NotPrivate;
import dev.parley.run.Run;
import dev.parley.run.Supplied;
import dev.parley.run.kept.Kept;
import dev.parley.run.kept.RunFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Trains again what a file tells. */
public final class Replay {
    private static final String FORM = "replay(path, ..)";

    private Replay() {}

    /**
     * Trains as far as the file's run went.
     *
     * @param given what the file cannot hold: a data set, a rule, a model, metrics
     */
    public static Run of(String path, Object... given) {
        String asked = "replay(\"" + path + "\")";
        boolean tested = Arrays.stream(given).anyMatch(NotPrivate.class::isInstance);
        Object[] others =
                Arrays.stream(given).filter(one -> !(one instanceof NotPrivate)).toArray();
        Supplied sorted = Supplied.of(FORM, others);
        RunFile.Opened opened = RunFile.open(path);
        Run run = opened.run();
        int last = run.rounds().size();
        if (last == 0) {
            throw new DataException(asked + " has nothing to do again: the run has no finished round (" + run.stopped()
                    + "); train it anew");
        }
        if (run.plan().isSecret() && !tested) {
            throw new PlanException(
                    asked + " would repeat cohorts and noise, but '" + run.name() + "' drew them secretly, and a"
                            + " private training does not repeat; load(\"" + path
                            + "\") opens its results, and replay(\"" + path
                            + "\", notPrivate()) trains its plan as a test, with noise that protects nobody");
        }
        Kept kept = Kept.of(run, sorted, asked, FORM);
        Surroundings here = Surroundings.HERE.metrics(sorted.metrics());
        Surroundings place = run.complete()
                ? here
                : here.onRound(view -> {
                    if (view.round() >= last) {
                        view.stop();
                    }
                });
        List<String> notes = new ArrayList<>(kept.notes());
        opened.otherStreams(path)
                .ifPresent(why -> notes.add(why + "; it is trained again with today's, so that its bits will differ"));
        return new Training(tested ? kept.plan().seededForTests() : kept.plan(), place, kept.model())
                .again(kept.parties(), last, notes);
    }
}
