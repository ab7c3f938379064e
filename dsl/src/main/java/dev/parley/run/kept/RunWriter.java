package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.file.Lines;
import dev.parley.file.Tree;
import dev.parley.file.TreeFile;
import dev.parley.num.ParamVector;
import dev.parley.plan.Kind;
import dev.parley.plan.StartFrom;
import dev.parley.run.Run;
import dev.parley.run.RunParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a run's file: a line a round, then the parameters and what a run that ended early is gone on from.
 *
 * <p>Parameters and states of more than 1 MB lie beside it, in a file of the safetensors format.
 */
public final class RunWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunWriter() {}

    /** Keeps a run: the file is whole or not there. */
    public static void write(Run run, String path) {
        write(run, path, 0);
    }

    /**
     * Keeps a run, or what it has come to so far.
     *
     * @param every rounds until it is written again, where it is a checkpoint; else 0
     */
    public static void write(Run run, String path, int every) {
        Path file = allowed(run, path);
        TreeFile.write(RunFile.KIND, file, tree(run.parts()), lines -> text(run, every, lines));
    }

    /**
     * Finds out before the training whether a run could be kept, and writes nothing.
     *
     * @throws DataException where the file cannot be written
     * @throws PlanException where such a run cannot be kept
     */
    public static void ready(Run run, String path, int every) {
        TreeFile.ready(RunFile.KIND, allowed(run, path), Tree.empty(), lines -> text(run, every, lines));
    }

    private static Path allowed(Run run, String path) {
        RunParts parts = run.parts();
        if (run.isPart()) {
            throw new PlanException("save(..) keeps whole trainings, but '" + run.name()
                    + "' is one party's part of "
                    + (run.plan().kind() == Kind.FEDERATION ? "federation()" : "local()")
                    + "; save the run it was taken from");
        }
        if (!ModelJson.holds(parts.model())) {
            throw new PlanException("a file keeps models that Parley has, but " + parts.model()
                    + " is code of your own; keep what you need of its tables and weights");
        }
        Path file = Path.of(path).toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new DataException(path + " is a folder, and a run is one file; name a file in it");
        }
        if (Files.exists(file) && !isRun(file)) {
            throw new DataException(
                    path + " is there already and holds something else than a run; choose another name");
        }
        return file;
    }

    /** Tells a file that begins as runs do; an empty one is nobody's loss. */
    private static boolean isRun(Path file) {
        return Files.isRegularFile(file)
                && (file.toFile().length() == 0 || TreeFile.word(file).equals(RunFile.KIND.word()));
    }

    private static Tree tree(RunParts parts) {
        SortedMap<String, Tree> branches = StateTree.write(parts.outcome().state());
        SortedMap<String, ParamVector> vectors = new TreeMap<>();
        if (parts.plan().startFrom().orElse(null) instanceof StartFrom.Trained trained) {
            trained.vector().ifPresent(vector -> vectors.put(RunFile.START, vector));
        }
        return new Tree(vectors, new TreeMap<>(), new TreeMap<>(), branches);
    }

    private static void text(Run run, int every, Lines lines) throws IOException {
        RunParts parts = run.parts();
        lines.field("streams", parts.streams());
        lines.field("name", run.name());
        lines.field("plan", JSON.readTree(run.plan().json()));
        lines.field(
                "model",
                ModelJson.write(
                        parts.model(), parts.model().layout(parts.setting().shape())));
        lines.field("data", DataSummaryJson.write(parts.setting()));
        lines.field("environment", JSON.<JsonNode>valueToTree(parts.setting().environment()));
        lines.field("end", EndJson.write(run.end()));
        lines.field("stopped", run.stopped());
        lines.field("planned", run.planned());
        if (every > 0) {
            lines.field("checkpoint", every);
        }
        if (!run.plan().guarantees().isEmpty()) {
            lines.field("privacy", PrivacyJson.write(run));
        }
        lines.field("unfinished", RoundJson.write(run.unfinished()));
        Iterable<ObjectNode> rounds =
                () -> run.rounds().stream().map(RoundJson::write).iterator();
        lines.list("rounds", rounds);
        lines.field("fingerprint", run.fingerprint());
    }
}
