package dev.parley.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.fault.DataException;
import dev.parley.file.Checksum;
import dev.parley.file.Floats;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.plan.PlanJson;
import dev.parley.result.Outcome;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run's file, opened: JSON with {@code "format": 1}, checked to the byte; {@link RunWriter} writes it. */
public final class RunFile {
    static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunFile() {}

    /**
     * What a file holds.
     *
     * @param run the run, which has no way to go on yet
     * @param every rounds between two checkpoints, where the file is one; else 0
     */
    public record Opened(Run run, int every) {}

    /** Opens the results; nothing is trained, and no row is read. */
    public static Run read(String path) {
        return open(path).run();
    }

    /**
     * Opens a file.
     *
     * @throws DataException where it is none, is not whole, was changed, or is of a future format
     */
    public static Opened open(String path) {
        JsonNode node = tree(path);
        try {
            Model model = ModelJson.read(node.required("model"), path + ": model");
            DataSummary setting = DataSummaryJson.read(node.required("data"), node.required("environment"), path);
            List<RoundResult> rounds = new ArrayList<>();
            node.required("rounds").forEach(round -> rounds.add(RoundJson.read(round, setting)));
            List<PartyResult> unfinished = RoundJson.parties(node.required("unfinished"), rounds.size() + 1, setting);
            Layout layout = model.layout(setting.shape());
            List<ParamVector> params = params(node, layout, path);
            Outcome outcome = new Outcome(
                    node.path("planned").asInt(rounds.size()),
                    rounds,
                    unfinished,
                    StateJson.read(node.path("state"), params, layout),
                    EndJson.read(node),
                    Optional.empty());
            Run run = new Run(
                    node.required("name").asText(),
                    PlanJson.open(node.required("plan").toString()),
                    model,
                    setting,
                    () -> setting.recipe().get().parties("load(\"" + path + "\")", "replay(path, mine)"),
                    outcome,
                    Run.NO_WAY);
            return new Opened(run, node.path("checkpoint").asInt());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(path, String.valueOf(e.getMessage()));
        }
    }

    /** The file's JSON, of a format that this version reads, and as it was written. */
    private static JsonNode tree(String path) {
        byte[] bytes;
        JsonNode node;
        try {
            bytes = Files.readAllBytes(Path.of(path));
            node = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "there is no file " + Path.of(path).toAbsolutePath()
                            + "; a run is written by save(run, path) or checkpoint(path, every(n))",
                    e);
        } catch (JsonProcessingException e) {
            throw damaged(path, e.getOriginalMessage());
        } catch (IOException e) {
            throw new DataException(path + " cannot be read: " + e, e);
        }
        if (!node.isObject() || !node.has("format")) {
            throw damaged(path, "it has no format");
        }
        if (node.path("format").asInt() != FORMAT) {
            throw new DataException(path + " has format " + node.path("format") + ", but this version reads format "
                    + FORMAT + "; use the version of Parley that wrote it, or a newer one");
        }
        if ((node.has("state") || node.has("sha256")) && !Checksum.holds(bytes)) { // the first files had neither
            throw damaged(path, "it was changed after it was written, since its checksum is another");
        }
        return node;
    }

    private static List<ParamVector> params(JsonNode node, Layout layout, String path) {
        List<ParamVector> vectors = new ArrayList<>();
        for (JsonNode text : node.required("params")) {
            float[] values = Floats.read(text.asText());
            if (values.length != layout.length()) {
                throw damaged(path, "it holds " + values.length + " parameters of " + layout.length());
            }
            vectors.add(ParamVector.of(layout, values));
        }
        if (!ParamVector.fingerprint(vectors)
                .equals(node.required("fingerprint").asText())) {
            throw damaged(path, "its parameters do not match its fingerprint");
        }
        return vectors;
    }

    private static DataException damaged(String path, String why) {
        return new DataException(path + " is not a whole run that save(run, path) wrote: " + why
                + "; save the run again, or train it again");
    }
}
