package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.feature.Coding;
import dev.parley.file.FileKind;
import dev.parley.file.Floats;
import dev.parley.file.Json;
import dev.parley.file.RecordJson;
import dev.parley.file.RegularFile;
import dev.parley.file.Tree;
import dev.parley.file.TreeFile;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.score.Threshold;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model as a file: JSON with {@code "format": 2} and a checksum over all of it; parameters of more than 1 MB
 * lie beside it.
 */
public final class ModelFile {
    private static final FileKind KIND = new FileKind(
            "model",
            "a model is written by run.model().save(path)",
            "is damaged, or no model that run.model().save(path) wrote",
            "save the model again");
    private static final String PARAMS = "params";

    private ModelFile() {}

    /**
     * A model's parts.
     *
     * @param description ready to work
     * @param coding from raw rows to inputs
     * @param params of the description's layout
     * @param threshold by which it chooses a class
     */
    public record Parts(Model description, Coding coding, ParamVector params, Threshold threshold) {}

    /** Writes a model: the file is whole or not there. */
    public static void write(Parts model, String path) {
        Tree tree = Tree.of(Map.of(PARAMS, model.params()), Map.of());
        TreeFile.write(KIND, Path.of(path).toAbsolutePath(), tree, lines -> {
            lines.field(
                    "model", ModelJson.write(model.description(), model.params().layout()));
            lines.field("coding", model.coding().toJson());
            if (!model.threshold().equals(Threshold.NONE)) {
                lines.field("threshold", RecordJson.write(model.threshold()));
            }
            lines.field("fingerprint", model.params().fingerprint());
        });
    }

    /**
     * Reads a model.
     *
     * @param given the code again, where the model is code
     * @throws dev.parley.fault.DataException where there is none, or it was changed
     */
    public static Parts read(String path, Optional<Model> given) {
        return RegularFile.steadily(path, () -> once(path, given));
    }

    private static Parts once(String path, Optional<Model> given) {
        TreeFile file = TreeFile.read(TreeFile.bytes(path, KIND), path, KIND);
        return file.whole(() -> {
            ObjectNode node = file.fields();
            Model description = ModelJson.read(node.required("model"), path + ": model");
            Coding coding = Coding.fromJson(node.required("coding"));
            Layout layout = description.layout(coding.shape());
            ParamVector params = params(file, node, layout);
            if (params.length() != layout.length()) {
                throw new IllegalArgumentException("it holds " + params.length() + " parameters, but " + description
                        + " needs " + layout.length());
            }
            if (!params.fingerprint().equals(Json.text(node, "fingerprint"))) {
                throw new IllegalArgumentException("its parameters do not match its fingerprint");
            }
            Model working = given.isEmpty()
                    ? description
                    : ModelJson.given(description, given, "TrainedModel.load(\"" + path + "\", ..)");
            return new Parts(working, coding, params, threshold(node, coding, path));
        });
    }

    private static Threshold threshold(JsonNode node, Coding coding, String path) {
        if (!node.has("threshold")) {
            return Threshold.NONE;
        }
        Threshold threshold = (Threshold) RecordJson.read(Threshold.class, node.get("threshold"), path + ": threshold");
        if (threshold.place() < 0
                || threshold.place() >= coding.shape().classes().size()) {
            throw new IllegalArgumentException("its threshold is of a class that it does not have");
        }
        return threshold;
    }

    private static ParamVector params(TreeFile file, JsonNode node, Layout layout) {
        if (file.format() < TreeFile.FORMAT) {
            return Floats.read(Json.text(node, PARAMS), layout);
        }
        ParamVector params = file.tree(layout).vectors().get(PARAMS);
        if (params == null) {
            throw new IllegalArgumentException("it holds no parameters");
        }
        return params;
    }
}
