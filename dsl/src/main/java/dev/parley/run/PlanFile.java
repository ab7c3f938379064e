package dev.parley.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Named;
import dev.parley.fault.PlanException;
import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.plan.PlanJson;
import java.util.Optional;

/** A kept plan, in which a rule that is code stands by its name alone. */
final class PlanFile {
    private PlanFile() {}

    /** The plan to be looked at: a rule that is code keeps its name, and refuses to work. */
    static Plan opened(JsonNode node) {
        Optional<String> code = code(node);
        if (code.isEmpty()) {
            return PlanJson.read(node.toString());
        }
        ObjectNode rest = node.deepCopy();
        rest.remove(Choice.AGGREGATE.word());
        return PlanJson.read(rest.toString()).with(Choice.AGGREGATE, new Named(code.get(), updates -> {
            throw missing(code.get());
        }));
    }

    /** The plan to be trained again, with the rule that is given where it needs one. */
    static Plan trained(JsonNode node, Optional<Aggregation> given) {
        Optional<String> code = code(node);
        if (code.isEmpty()) {
            given.ifPresent(rule -> {
                throw new PlanException("replay(path, " + rule + ") gives a rule, but the run was trained with "
                        + opened(node).aggregation() + ", which the file holds; leave the rule out");
            });
            return opened(node);
        }
        Aggregation rule = given.orElseThrow(() -> missing(code.get()));
        boolean nameless = code.get().equals("your own rule");
        if (!nameless && (!(rule instanceof Named named) || !named.name().equals(code.get()))) {
            throw new PlanException("replay(path, " + (rule instanceof Record ? rule : "your own rule")
                    + ") gives another rule than named(\"" + code.get()
                    + "\", ..), by which the run was trained; give that one, by its name");
        }
        return opened(node).with(Choice.AGGREGATE, rule);
    }

    private static Optional<String> code(JsonNode plan) {
        JsonNode named = plan.path(Choice.AGGREGATE.word()).path("named");
        return named.isMissingNode()
                ? Optional.empty()
                : Optional.of(named.path("name").asText());
    }

    private static PlanException missing(String name) {
        return new PlanException("the run was trained with the rule '" + name
                + "', which is code, and a file holds only its name; give it again: replay(path, named(\"" + name
                + "\", updates -> ..))");
    }
}
