package dev.parley.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.compress.Downward;
import dev.parley.compress.Upward;
import dev.parley.example.Shape;
import dev.parley.example.TargetScale;
import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.file.RecordJson;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Combine;
import dev.parley.filter.Filter;
import dev.parley.message.Member;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.wire.Codec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The party's half of a plan, which travels to the parties as JSON: plain values and no code.
 *
 * @param model what is learned
 * @param shape what it has to fit
 * @param client what a party does
 * @param filters around it, the client not among them; in the order of their places
 * @param codec how payloads become bytes
 */
public record Program(Model model, Shape shape, ClientAlgorithm client, List<Filter> filters, Codec codec) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;

    public Program {
        filters = filters.stream().sorted(Comparator.comparing(Filter::place)).toList();
    }

    /** The client and all filters, from the rows outwards. */
    public List<Filter> onion() {
        List<Filter> all = new ArrayList<>(filters);
        all.add(client);
        all.sort(Comparator.comparing(Filter::place));
        return List.copyOf(all);
    }

    /** Combination for a vector or number beside {@code delta}: the plain mean where one of the filters says so. */
    public Combine combine(String name) {
        return onion().stream()
                .map(filter -> filter.combine(name))
                .max(Comparator.naturalOrder())
                .orElse(Combine.AS_DELTA);
    }

    /** The parties as the coordinator may know them: without their rows where it is to see no more than sums. */
    public List<Member> known(List<Member> parties) {
        return filters.stream().noneMatch(Filter::hidesUpdates)
                ? parties
                : parties.stream()
                        .map(party -> new Member(party.index(), party.name(), 0))
                        .toList();
    }

    /** The layout of the parameters. */
    public Layout layout() {
        return model.layout(shape);
    }

    /**
     * The program as JSON.
     *
     * @throws PlanException where a part of it is code, which cannot travel
     */
    public String json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT);
        node.set("model", travelling("the model", model));
        ObjectNode shaped = node.putObject("shape");
        shaped.put("task", shape.task().name().toLowerCase(Locale.ROOT));
        shaped.put("width", shape.width());
        shaped.set("image", RecordJson.write(shape.image()));
        shaped.set("classes", RecordJson.write(shape.classes()));
        shaped.put("target", shape.target());
        shaped.put("targetShift", shape.scale().shift())
                .put("targetUnit", shape.scale().unit());
        shaped.set("weights", RecordJson.write(shape.weights()));
        node.set("client", travelling("client(..)", client));
        var around = node.putArray("filters");
        filters.forEach(filter -> around.add(travelling(filter.word() + "(..)", filter)));
        node.set("codec", RecordJson.write(codec));
        return node.toPrettyString();
    }

    private static JsonNode travelling(String what, Object value) {
        Class<?> type = value instanceof Model
                ? Model.class
                : value instanceof ClientAlgorithm ? ClientAlgorithm.class : Filter.class;
        if (!RecordJson.holds(type, value)) {
            Object code = value instanceof Upward up ? up.how() : value instanceof Downward down ? down.how() : value;
            throw new PlanException(what + " is " + value
                    + ", which runs at the parties and is code that cannot travel; " + remedy(code));
        }
        return RecordJson.write(value);
    }

    private static String remedy(Object value) {
        if (!(value instanceof Record) || value.getClass().isHidden()) {
            return "make it a record, or train on(threads(n))";
        }
        try {
            RecordJson.write(value);
        } catch (PlanException code) {
            return "make it of numbers, texts, lists and records alone, or train on(threads(n))";
        }
        return "say register(" + value.getClass().getSimpleName()
                + ".class) once before the training, and let each party have the class";
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws PlanException where it is none, or names a record that is not known here
     */
    public static Program read(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PlanException("the program is not JSON: " + e.getOriginalMessage());
        }
        if (node.path("format").asInt() != FORMAT) {
            throw new PlanException("the program has format " + node.path("format") + ", but this version reads format "
                    + FORMAT + "; use the same version of Parley on both sides");
        }
        JsonNode shaped = node.path("shape");
        List<Integer> image = new ArrayList<>();
        shaped.path("image").forEach(size -> image.add(size.asInt()));
        List<String> classes = new ArrayList<>();
        shaped.path("classes").forEach(name -> classes.add(name.asText()));
        List<Double> weights = new ArrayList<>();
        shaped.path("weights").forEach(weight -> weights.add(weight.asDouble()));
        Shape shape = new Shape(
                Task.valueOf(shaped.path("task").asText().toUpperCase(Locale.ROOT)),
                shaped.path("width").asInt(),
                image,
                classes,
                shaped.path("target").asText(),
                new TargetScale(
                        shaped.path("targetShift").asDouble(0),
                        shaped.path("targetUnit").asDouble(1)),
                weights);
        List<Filter> filters = new ArrayList<>();
        node.path("filters").forEach(filter -> filters.add((Filter) RecordJson.read(Filter.class, filter, "filters")));
        return new Program(
                (Model) RecordJson.read(Model.class, node.path("model"), "model"),
                shape,
                (ClientAlgorithm) RecordJson.read(ClientAlgorithm.class, node.path("client"), "client"),
                filters,
                (Codec) RecordJson.read(Codec.class, node.path("codec"), "codec"));
    }
}
