package dev.parley.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.file.Checksum;
import dev.parley.file.Floats;
import dev.parley.file.WholeFile;
import dev.parley.num.ParamVector;
import dev.parley.result.RoundResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a run's file: a line a round, then parameters, what a run that ended early is gone on from, and a checksum.
 */
public final class RunWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] BEGIN = "{\n\"format\": ".getBytes(StandardCharsets.UTF_8);

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
        WholeFile.write("the run", file, out -> Checksum.write(out, content -> text(run, every, content)));
    }

    /**
     * Finds out before the training whether a run could be kept, and writes nothing.
     *
     * @throws DataException where the file cannot be written
     * @throws PlanException where such a run cannot be kept
     */
    public static void ready(Run run, String path, int every) {
        WholeFile.ready("the run", allowed(run, path), out -> text(run, every, out));
    }

    private static Path allowed(Run run, String path) {
        if (run.isPart()) {
            throw new PlanException("save(..) keeps whole trainings, but '" + run.name()
                    + "' is one party's part of local(); save the run it was taken from");
        }
        if (!ModelJson.holds(run.description())) {
            throw new PlanException("a file keeps models that Parley has, but " + run.description()
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

    /** Whether a file begins as runs do; an empty one is nobody's loss. */
    static boolean isRun(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(BEGIN.length);
            return begin.length == 0 || java.util.Arrays.equals(begin, BEGIN);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e, e);
        }
    }

    private static void text(Run run, int every, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        ObjectNode head = JSON.createObjectNode();
        head.put("format", RunFile.FORMAT);
        head.put("name", run.name());
        head.set("plan", JSON.readTree(run.plan().json()));
        head.set(
                "model",
                ModelJson.write(
                        run.description(),
                        run.description().layout(run.setting().shape())));
        head.set("data", DataSummaryJson.write(run.setting()));
        head.set("environment", JSON.valueToTree(run.setting().environment()));
        head.set("end", EndJson.write(run.end()));
        head.put("stopped", run.stopped());
        head.put("planned", run.planned());
        if (every > 0) {
            head.put("checkpoint", every);
        }
        head.set("unfinished", RoundJson.write(run.unfinished()));
        text.append("{\n");
        for (var part : head.properties()) {
            text.append(JSON.writeValueAsString(part.getKey())).append(": ");
            text.append(JSON.writeValueAsString(part.getValue())).append(",\n");
        }
        text.append("\"rounds\": [");
        String between = "\n";
        for (RoundResult round : run.rounds()) {
            text.append(between).append(JSON.writeValueAsString(RoundJson.write(round)));
            between = ",\n";
        }
        text.append("\n],\n\"fingerprint\": \"").append(run.fingerprint()).append("\",\n\"params\": [");
        between = "\n\"";
        for (ParamVector vector : run.outcome().params()) {
            text.append(between).append(Floats.text(vector)).append("\"");
            between = ",\n\"";
        }
        text.append("\n],\n\"state\": ");
        text.append(JSON.writeValueAsString(StateJson.write(run.outcome().state())));
        text.append(",\n").flush();
    }
}
