package dev.parley.train;

import dev.parley.fault.DataException;
import dev.parley.run.Kept;
import dev.parley.run.Run;
import dev.parley.run.RunFile;
import dev.parley.run.Supplied;

/** Trains again what a file tells. */
public final class Replay {
    private static final String FORM = "replay(path, ..)";

    private Replay() {}

    /**
     * Trains as far as the file's run went.
     *
     * @param given what the file cannot hold: a data set, a rule, a model
     */
    public static Run of(String path, Object... given) {
        String asked = "replay(\"" + path + "\")";
        Supplied sorted = Supplied.of(FORM, given);
        Run run = RunFile.read(path);
        int last = run.rounds().size();
        if (last == 0) {
            throw new DataException(asked + " has nothing to do again: the run has no finished round (" + run.stopped()
                    + "); train it anew");
        }
        Kept kept = Kept.of(run, sorted, asked, FORM);
        Surroundings place = run.complete()
                ? Surroundings.HERE
                : Surroundings.HERE.onRound(view -> {
                    if (view.round() >= last) {
                        view.stop();
                    }
                });
        return new Training(kept.plan(), place, kept.model()).again(kept.parties(), kept.notes());
    }
}
