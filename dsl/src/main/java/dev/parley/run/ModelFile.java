package dev.parley.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.fault.DataException;
import dev.parley.feature.Coding;
import dev.parley.file.Floats;
import dev.parley.file.WholeFile;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A trained model as a file: JSON with {@code "format": 1}, parameters as big-endian floats in Base64. */
final class ModelFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;

    private ModelFile() {}

    static void write(TrainedModel model, String path) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT);
        node.set("model", ModelJson.write(model.description(), model.params().layout()));
        node.set("coding", model.coding().toJson());
        node.put("params", Floats.text(model.params()));
        node.put("fingerprint", model.params().fingerprint());
        Path file = Path.of(path).toAbsolutePath();
        WholeFile.write(
                "the model", file, out -> out.write(node.toPrettyString().getBytes(StandardCharsets.UTF_8)));
    }

    static TrainedModel read(String path, Optional<Model> given) {
        JsonNode node = tree(path);
        if (node.path("format").asInt() != FORMAT) {
            throw new DataException(path + " has format " + node.path("format") + ", but this version reads format "
                    + FORMAT + "; use the version of Parley that wrote it, or a newer one");
        }
        Model description = ModelJson.read(node.path("model"), path + ": model");
        Coding coding = Coding.fromJson(node.path("coding"));
        float[] values = Floats.read(node.path("params").asText());
        var layout = description.layout(coding.shape());
        if (layout.length() != values.length) {
            throw new DataException(path + " is damaged: it holds " + values.length + " parameters, but " + description
                    + " needs " + layout.length() + "; save the model again");
        }
        ParamVector params = ParamVector.of(layout, values);
        if (!params.fingerprint().equals(node.path("fingerprint").asText())) {
            throw new DataException(
                    path + " is damaged: its parameters do not match its fingerprint; save the model again");
        }
        Model working = given.isEmpty()
                ? description
                : ModelJson.given(description, given, "TrainedModel.load(\"" + path + "\", ..)");
        return new TrainedModel(working, coding, params);
    }

    /** Whether a file is one of these. */
    static boolean isModel(Path file) {
        try {
            return JSON.readTree(Files.readString(file)).has("coding");
        } catch (IOException other) {
            return false;
        }
    }

    private static JsonNode tree(String path) {
        try {
            return JSON.readTree(Files.readString(Path.of(path)));
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "there is no file " + Path.of(path).toAbsolutePath()
                            + "; a model is written by run.model().save(path)",
                    e);
        } catch (JsonProcessingException e) {
            throw new DataException(
                    path + " is not a model that run.model().save(path) wrote: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DataException(path + " cannot be read: " + e, e);
        }
    }
}
