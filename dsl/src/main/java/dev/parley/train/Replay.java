package dev.parley.train;

import dev.parley.fault.DataException;
import dev.parley.run.Run;
import dev.parley.run.Supplied;
import dev.parley.run.kept.Kept;
import dev.parley.run.kept.RunFile;
import java.util.ArrayList;
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
        Supplied sorted = Supplied.of(FORM, given);
        RunFile.Opened opened = RunFile.open(path);
        Run run = opened.run();
        int last = run.rounds().size();
        if (last == 0) {
            throw new DataException(asked + " has nothing to do again: the run has no finished round (" + run.stopped()
                    + "); train it anew");
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
        return new Training(kept.plan(), place, kept.model()).again(kept.parties(), last, notes);
    }
}
