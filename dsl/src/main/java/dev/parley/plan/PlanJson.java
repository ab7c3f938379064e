package dev.parley.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.fault.PlanException;
import java.util.Locale;

/** A plan as JSON and back: {@code {"format": 1, "sentence": "federation", "rounds": 20, "aggregate": {"mean": {}}}}. */
public final class PlanJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;
    private static final String NAME = "name";

    private PlanJson() {}

    /** Writes a plan; a lambda is written as a rule that has to be given again. */
    public static String write(Plan plan) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT);
        node.put("sentence", plan.kind().toString());
        plan.name().ifPresent(name -> node.put(NAME, name));
        plan.said().forEach((choice, value) -> node.set(choice.word(), PlanCode.write(choice, value)));
        return node.toPrettyString();
    }

    /**
     * Reads a plan that was written by this version or an earlier one.
     *
     * @throws PlanException where a choice is code
     */
    public static Plan read(String text) {
        Plan plan = open(text);
        plan.said().forEach((choice, value) -> {
            if (value instanceof StartFrom.Trained trained && trained.vector().isEmpty()) {
                throw new PlanException(value + " begins with a model's parameters, which a plan's JSON does not hold;"
                        + " give the model again by startFrom(..)");
            }
            if (value instanceof Absent) {
                throw new PlanException("the " + (choice == Choice.AGGREGATE ? "rule" : choice.word()) + " " + value
                        + " is code, which a file does not hold; give it again by " + choice.word() + "(..)");
            }
        });
        return plan;
    }

    /** Reads a plan to be looked at: a choice that is code keeps its name, and refuses to work. */
    public static Plan open(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PlanException("the plan is not JSON: " + e.getOriginalMessage());
        }
        int format = node.path("format").asInt();
        if (format != FORMAT) {
            throw new PlanException("the plan has format " + node.path("format") + ", but this version reads format "
                    + FORMAT + "; use the version of Parley that wrote it, or a newer one");
        }
        Plan plan = Plan.of(kind(node.path("sentence").asText()));
        for (Choice choice : Choice.values()) {
            if (node.has(choice.word())) {
                plan = plan.with(choice, PlanCode.read(choice, node.get(choice.word()), choice.word()));
            }
        }
        return node.path(NAME).isTextual() ? plan.as(node.get(NAME).asText()) : plan;
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.toString().equals(word)) {
                return kind;
            }
        }
        throw new PlanException("the plan's sentence is '" + word.toLowerCase(Locale.ROOT)
                + "', but there are federation, distributed, centralized and local");
    }
}
