package dev.parley;

import dev.parley.data.DataException;
import dev.parley.run.Given;
import dev.parley.run.Kept;
import dev.parley.run.Run;
import dev.parley.run.RunFile;

/** Trains again what a file tells. */
final class Replay {
    private Replay() {}

    static Run of(String path, Given given) {
        String asked = "replay(\"" + path + "\")";
        Run run = RunFile.read(path);
        int last = run.rounds().size();
        if (last == 0) {
            throw new DataException(asked + " has nothing to do again: the run has no finished round (" + run.stopped()
                    + "); train it anew");
        }
        Kept kept = Kept.of(run, given, asked, "replay(path, ..)");
        Place place = run.complete()
                ? Place.HERE
                : Place.HERE.onRound(view -> {
                    if (view.round() >= last) {
                        view.stop();
                    }
                });
        return new Training(kept.plan(), place, kept.model()).again(kept.parties(), kept.notes());
    }
}
