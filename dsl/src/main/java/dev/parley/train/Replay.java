package dev.parley.train;

import dev.parley.fault.DataException;
import dev.parley.run.Kept;
import dev.parley.run.Run;
import dev.parley.run.RunFile;
import dev.parley.run.Supplied;

/** Trains again what a file tells. */
public final class Replay {
    private Replay() {}

    public static Run of(String path, Supplied given) {
        String asked = "replay(\"" + path + "\")";
        Run run = RunFile.read(path);
        int last = run.rounds().size();
        if (last == 0) {
            throw new DataException(asked + " has nothing to do again: the run has no finished round (" + run.stopped()
                    + "); train it anew");
        }
        Kept kept = Kept.of(run, given, asked, "replay(path, ..)");
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
