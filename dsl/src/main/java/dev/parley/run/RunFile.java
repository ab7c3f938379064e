package dev.parley.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.data.DataException;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.plan.RecordJson;
import dev.parley.round.Coordinator.Outcome;
import dev.parley.round.PartyResult;
import dev.parley.round.RoundResult;
import dev.parley.round.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A run as a file: JSON with {@code "format": 1}, a line a round, parameters as big-endian floats in Base64 last. */
public final class RunFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;

    private RunFile() {}

    /** Writes a run beside the path and renames it, so that the file is whole or not there. */
    public static void write(Run run, String path) {
        if (run.plan().kind() == Kind.CENTRALIZED && run.setting().members().size() > 1) {
            throw new PlanException("save(..) keeps whole trainings, but '" + run.name()
                    + "' is one party's part of local(); save the run it was taken from");
        }
        Path file = Path.of(path).toAbsolutePath();
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(beside, text(run));
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DataException("the run cannot be written to " + file + ": " + e, e);
        }
    }

    private static String text(Run run) throws IOException {
        ObjectNode head = JSON.createObjectNode();
        head.put("format", FORMAT);
        head.put("name", run.name());
        head.set("plan", JSON.readTree(run.plan().json()));
        head.set("model", RecordJson.write(run.description()));
        head.set("data", SettingJson.write(run.setting()));
        head.set("environment", JSON.valueToTree(run.setting().environment()));
        head.put("stopped", run.stopped());
        head.set("unfinished", RoundJson.write(run.unfinished()));
        StringBuilder text = new StringBuilder("{\n");
        for (var part : head.properties()) {
            text.append(JSON.writeValueAsString(part.getKey())).append(": ");
            text.append(JSON.writeValueAsString(part.getValue())).append(",\n");
        }
        List<String> rounds = new ArrayList<>();
        for (RoundResult round : run.rounds()) {
            rounds.add("\n" + JSON.writeValueAsString(RoundJson.write(round)));
        }
        text.append("\"rounds\": [").append(String.join(",", rounds)).append("\n],\n");
        text.append("\"fingerprint\": \"").append(run.fingerprint()).append("\",\n");
        List<String> params = new ArrayList<>();
        for (ParamVector vector : run.outcome().params()) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length());
            bytes.asFloatBuffer().put(vector.toArray());
            params.add("\n\"" + Base64.getEncoder().encodeToString(bytes.array()) + "\"");
        }
        return text.append("\"params\": [")
                .append(String.join(",", params))
                .append("\n]\n}\n")
                .toString();
    }

    /** Opens the results; nothing is trained, and no row is read. */
    public static Run read(String path) {
        JsonNode node = tree(path);
        try {
            Plan plan = PlanFile.opened(node.required("plan"));
            Model model = (Model) RecordJson.read(Model.class, node.required("model"), path + ": model");
            Setting setting = SettingJson.read(node.required("data"), node.required("environment"), path);
            List<RoundResult> rounds = new ArrayList<>();
            node.required("rounds").forEach(round -> rounds.add(RoundJson.read(round, setting)));
            List<PartyResult> unfinished = RoundJson.parties(node.required("unfinished"), rounds.size() + 1, setting);
            List<ParamVector> params = params(node, model.layout(setting.shape()), path);
            Outcome outcome = new Outcome(
                    rounds.size(),
                    rounds,
                    unfinished,
                    new State(params, 0, java.util.Map.of()),
                    node.required("stopped").asText(),
                    Optional.empty());
            return new Run(
                    node.required("name").asText(),
                    plan,
                    model,
                    setting,
                    () -> setting.recipe().get().parties("load(\"" + path + "\")"),
                    outcome,
                    (run, left) -> {
                        throw new PlanException("resume() goes on with runs of this process; replay(\"" + path
                                + "\") trains this one again");
                    });
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(path, String.valueOf(e.getMessage()));
        }
    }

    /** The file's JSON, of a format that this version reads. */
    static JsonNode tree(String path) {
        JsonNode node;
        try {
            node = JSON.readTree(Files.readString(Path.of(path)));
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "there is no file " + Path.of(path).toAbsolutePath() + "; a run is written by save(run, path)", e);
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
        return node;
    }

    private static List<ParamVector> params(JsonNode node, Layout layout, String path) {
        List<ParamVector> vectors = new ArrayList<>();
        for (JsonNode text : node.required("params")) {
            byte[] bytes = Base64.getDecoder().decode(text.asText());
            if (bytes.length != Float.BYTES * layout.length()) {
                throw damaged(path, "it holds " + bytes.length / Float.BYTES + " parameters of " + layout.length());
            }
            float[] values = new float[layout.length()];
            ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
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
