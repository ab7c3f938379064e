package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.fault.PlanException;
import dev.parley.file.Json;
import dev.parley.file.RecordJson;
import dev.parley.model.Model;
import dev.parley.model.SameDiffModel;
import dev.parley.num.Layout;

/** Models as JSON and back; of a graph that is code the name, and its arrays' names and shapes. */
final class ModelJson {
    private static final String CODE = "sameDiff";
    private static final int MOST_ARRAYS = 10_000;

    private ModelJson() {}

    /** Tells that a file can hold the model, or stand in for it by its name. */
    static boolean holds(Model model) {
        return isCode(model) || RecordJson.holds(Model.class, model);
    }

    static boolean isCode(Model model) {
        return model instanceof SameDiffModel || model instanceof AbsentModel;
    }

    /**
     * Writes a model to a file.
     *
     * @param layout its arrays
     */
    static JsonNode write(Model model, Layout layout) {
        if (!isCode(model)) {
            return RecordJson.write(model);
        }
        ObjectNode graph = JsonNodeFactory.instance.objectNode();
        graph.put("name", model instanceof SameDiffModel code ? code.name() : ((AbsentModel) model).name());
        ArrayNode arrays = graph.putArray("arrays");
        for (Layout.Slot slot : layout.slots()) {
            ArrayNode array = arrays.addArray().add(slot.name());
            slot.shape().forEach(array::add);
        }
        return JsonNodeFactory.instance.objectNode().set(CODE, graph);
    }

    /** Reads a model from a file; a graph keeps its name and arrays, and does not work. */
    static Model read(JsonNode node, String where) {
        if (!node.has(CODE)) {
            return (Model) RecordJson.read(Model.class, node, where);
        }
        JsonNode arrays = Json.list(node.get(CODE), "arrays");
        if (arrays.size() > MOST_ARRAYS) {
            throw new IllegalArgumentException(
                    "the model has " + arrays.size() + " arrays, but at most " + MOST_ARRAYS + " are read");
        }
        Layout layout = Layout.empty();
        for (JsonNode array : arrays) {
            int[] shape = new int[Math.max(0, array.size() - 1)];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = (int) Json.integer(array.get(i + 1), "arrays", 0, Integer.MAX_VALUE);
            }
            layout = layout.then(Json.textual(array.required(0), "an array's name"), shape);
        }
        return new AbsentModel(Json.text(node.get(CODE), "name"), layout);
    }

    /**
     * The model made ready to work.
     *
     * @param kept what a file has kept
     * @param given the code again, where it was given
     * @param form how it is given, with {@code ..} in its place
     * @throws PlanException where code is missing, is another, or is not asked for
     */
    static Model given(Model kept, java.util.Optional<Model> given, String form) {
        if (given.isEmpty()) {
            if (kept instanceof AbsentModel absent) {
                throw new PlanException(
                        "the model " + kept + " is code, and a file holds only its name; give it again: "
                                + form.replace("..", absent.example()));
            }
            return kept;
        }
        Model code = given.get();
        if (!isCode(kept)) {
            throw new PlanException(form.replace("..", code.toString()) + " gives a model, but the file holds " + kept
                    + ", which is no code; leave the model out");
        }
        if (!code.toString().equals(kept.toString())) {
            throw new PlanException(form.replace("..", code.toString()) + " gives another model than " + kept
                    + ", which was trained; give that one, by its name");
        }
        return code;
    }
}
