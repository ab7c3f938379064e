package dev.parley.train;

import dev.parley.fault.PlanException;
import dev.parley.plan.Plan;
import dev.parley.plan.PlanCode;
import dev.parley.run.Resumption;
import dev.parley.run.Run;
import dev.parley.run.kept.Kept;
import dev.parley.run.kept.RunFile;

/** Goes on with runs that ended early. */
public final class Resume {
    private Resume() {}

    /** With a run of this process: on the parties it has, in the place where it was. */
    static Resumption here(Surroundings place) {
        return (run, left, given) -> {
            if (given.mine().isPresent()) {
                throw new PlanException("run.resume(mine) gives rows, but '" + run.name()
                        + "' still has those it was trained on; leave them out");
            }
            given.model().ifPresent(code -> {
                throw new PlanException("run.resume(" + code + ") gives a model, but '" + run.name()
                        + "' still has the one it was trained with; leave it out");
            });
            Plan plan = PlanCode.given(run.plan(), given.rule(), "run.resume(..)");
            return new Training(plan, place.metrics(given.metrics()), run.description())
                    .onward(run, left, run.parties());
        };
    }

    /** Opens a file; with its run one goes on in the standard place, and a checkpoint is written on. */
    public static Run open(String path) {
        RunFile.Opened opened = RunFile.open(path);
        Surroundings place = opened.every() == 0
                ? Surroundings.HERE
                : Surroundings.HERE.checkpoint(new Checkpoint(path, opened.every()));
        return opened.run().onward((run, left, given) -> {
            String asked = "load(\"" + path + "\").resume()";
            opened.otherStreams(path).ifPresent(why -> {
                throw new PlanException(
                        asked + " would go on to other bits than those of a run that was never stopped: " + why
                                + "; replay(\"" + path + "\") trains its rounds again, or train its plan anew");
            });
            Kept kept = Kept.of(run, given, asked, "load(path).resume(..)");
            return new Training(kept.plan(), place.metrics(given.metrics()), kept.model()).dealt(run, left, kept);
        });
    }
}
