package dev.parley.train;

import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.result.Outcome;
import dev.parley.run.Run;
import dev.parley.run.kept.RunFile;
import dev.parley.run.kept.RunWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A run's file that is written again every so many rounds, and when the training ends.
 *
 * @param path of the file
 * @param every rounds from one writing to the next
 */
public record Checkpoint(String path, int every) {
    public Checkpoint {
        if (path.isBlank()) {
            throw new PlanException(
                    "checkpoint(path, every(n)) needs the path of a file, but it is blank; name one such"
                            + " as \"runs/mine\"");
        }
    }

    /** Refuses, before any work, what could not be written later. */
    void ready(Run begun) {
        RunWriter.ready(begun, path, every);
    }

    /** Note for the user before an unfinished training is written over by one that starts anew. */
    Optional<String> note() {
        if (!Files.exists(Path.of(path))) {
            return Optional.empty();
        }
        Run there;
        try {
            there = RunFile.look(path).run();
        } catch (DataException | PlanException broken) {
            return Optional.of(path + " is there already and cannot be read; it will be written over");
        }
        return there.complete()
                ? Optional.empty()
                : Optional.of(path + " holds " + there.rounds().size() + " of " + there.planned()
                        + " rounds of a training that did not end; this one starts anew and writes over it, while load(\""
                        + path + "\").resume() goes on with it");
    }

    void keep(Run begun, int round, Supplier<Outcome> soFar) {
        if (round % every == 0) {
            RunWriter.write(begun.after(soFar.get()), path, every);
        }
    }

    /**
     * Writes what a training has come to; where it has come to nothing, what was there before stays.
     *
     * @throws DataException where it cannot be written and the training itself did not fail
     */
    void end(Run run, Outcome outcome) {
        if (run.rounds().isEmpty()) {
            return;
        }
        try {
            RunWriter.write(run, path, every);
        } catch (DataException e) {
            outcome.failure().ifPresentOrElse(first -> first.addSuppressed(e), () -> {
                throw e;
            });
        }
    }
}
