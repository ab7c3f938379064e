package dev.parley.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.fault.PlanException;
import dev.parley.file.RecordJson;
import dev.parley.model.Model;
import dev.parley.model.SameDiffModel;
import dev.parley.num.Layout;
import java.util.ArrayList;
import java.util.List;

/** Models as JSON and back; of a graph that is code the name, and its arrays' names and shapes. */
final class ModelJson {
    private static final String CODE = "sameDiff";

    private ModelJson() {}

    /** Whether a file can hold the model, or stand in for it by its name. */
    static boolean holds(Model model) {
        return isCode(model) || RecordJson.holds(Model.class, model);
    }

    static boolean isCode(Model model) {
        return model instanceof SameDiffModel || model instanceof AbsentModel;
    }

    /**
     * What a file keeps of a model.
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

    /** What a file has kept; a graph keeps its name and arrays, and does not work. */
    static Model read(JsonNode node, String where) {
        if (!node.has(CODE)) {
            return (Model) RecordJson.read(Model.class, node, where);
        }
        Layout layout = Layout.empty();
        for (JsonNode array : node.get(CODE).required("arrays")) {
            List<Integer> shape = new ArrayList<>();
            for (int i = 1; i < array.size(); i++) {
                shape.add(array.get(i).asInt());
            }
            layout = layout.then(
                    array.required(0).asText(), shape.stream().mapToInt(n -> n).toArray());
        }
        return new AbsentModel(node.get(CODE).required("name").asText(), layout);
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
