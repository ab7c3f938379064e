package dev.parley.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Named;
import dev.parley.fault.PlanException;
import dev.parley.file.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Choices that are code, as a lambda or a record of the user's own: a file keeps their names, and a class that a file
 * names is never loaded.
 *
 * <p>A rule with a name is {@code {"named": {"name": "half"}}}, a user's own record {@code {"own": {"name": "Half[]"}}}.
 */
public final class PlanCode {
    static final String NAMELESS = "your own rule";
    private static final String NAME = "name";
    private static final String TRAINED = "trained";
    private static final String FINGERPRINT = "fingerprint";

    private PlanCode() {}

    /** Writes a choice to a file: all of it, or, where that cannot be read back, its name. */
    public static JsonNode write(Choice choice, Object value) {
        if (value instanceof List<?> all) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            all.forEach(each -> list.add(write(choice.of(), each)));
            return list;
        }
        return write(choice.of(), value);
    }

    private static JsonNode write(Class<?> type, Object value) {
        if (value instanceof Absent absent) {
            return node(absent.kind(), absent.name());
        }
        if (value instanceof Named named) {
            return node("named", named.name());
        }
        if (value instanceof StartFrom.Trained trained) {
            ObjectNode node = node(TRAINED, trained.name());
            ((ObjectNode) node.get(TRAINED)).put(FINGERPRINT, trained.fingerprint());
            return node;
        }
        if (RecordJson.holds(type, value)) {
            return RecordJson.write(value);
        }
        return value instanceof Record ? node("own", value.toString()) : node("named", NAMELESS);
    }

    /** Reads a choice from a file; code keeps its name, and refuses to work. */
    public static Object read(Choice choice, JsonNode kept, String where) {
        if (choice.type() == List.class) {
            List<Object> all = new ArrayList<>();
            kept.forEach(each -> all.add(read(choice.of(), each, where)));
            return List.copyOf(all);
        }
        return read(choice.of(), kept, where);
    }

    private static Object read(Class<?> type, JsonNode kept, String where) {
        for (String kind : List.of("named", "own")) {
            JsonNode name = kept.path(kind).path(NAME);
            if (name.isTextual()) {
                return new Absent(kind, name.asText());
            }
        }
        if (type == StartFrom.class && kept.has(TRAINED)) {
            JsonNode trained = kept.get(TRAINED);
            return new StartFrom.Trained(
                    trained.path(NAME).asText(), trained.path(FINGERPRINT).asText(), Optional.empty());
        }
        return RecordJson.read(type, kept, where);
    }

    private static ObjectNode node(String kind, String name) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return nodes.objectNode().set(kind, nodes.objectNode().put(NAME, name));
    }

    /**
     * The plan made ready to be trained again.
     *
     * @param rule where the plan's own is code, and so is not in its file
     * @param form how it is given, with {@code ..} in its place
     * @throws PlanException where code is missing, is another, or is not asked for
     */
    public static Plan given(Plan plan, Optional<Aggregation> rule, String form) {
        plan.said().forEach((choice, value) -> {
            boolean absent = value instanceof Absent
                    || (value instanceof List<?> all && all.stream().anyMatch(Absent.class::isInstance));
            if (absent && choice != Choice.AGGREGATE) {
                throw new PlanException("the run was trained with " + choice.word() + "(" + value
                        + "), which is code, and a file holds only its name; train with it anew");
            }
        });
        Aggregation known = plan.aggregation();
        String name = shown(known);
        if (rule.isEmpty()) {
            if (known instanceof Absent) {
                throw new PlanException("the run was trained with the rule " + name
                        + ", which is code, and a file holds only its name; give it again: "
                        + form.replace("..", example(name)));
            }
            return plan;
        }
        String given = shown(rule.get());
        if (!(known instanceof Absent) && RecordJson.holds(Aggregation.class, known)) {
            throw new PlanException(form.replace("..", given) + " gives a rule, but the run was trained with " + name
                    + ", which is no code; leave the rule out");
        }
        if (!name.equals(NAMELESS) && !name.equals(given)) {
            throw new PlanException(form.replace("..", given) + " gives another rule than " + name
                    + ", by which the run was trained; give that one, by its name");
        }
        return plan.with(Choice.AGGREGATE, rule.get());
    }

    /** A rule as messages show it; a lambda has no name. */
    public static String shown(Aggregation rule) {
        return rule instanceof Record ? rule.toString() : NAMELESS;
    }

    private static String example(String name) {
        if (name.startsWith("named(")) {
            return name.substring(0, name.length() - 1) + ", updates -> ..)";
        }
        int parts = name.indexOf('[');
        return parts < 0 ? "updates -> .." : "new " + name.substring(0, parts) + "(..)";
    }
}
