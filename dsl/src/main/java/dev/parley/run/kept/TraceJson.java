package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.file.Json;
import dev.parley.result.RoundResult;
import dev.parley.result.StepCost;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A round's traces and costs of steps as JSON and back; nothing is written where there are none. */
final class TraceJson {
    private TraceJson() {}

    static void write(RoundResult round, ObjectNode to) {
        if (!round.traces().isEmpty()) {
            ObjectNode traces = to.putObject("traces");
            round.traces().forEach((name, values) -> {
                ArrayNode list = traces.putArray(name);
                values.forEach(list::add);
            });
        }
        if (!round.costs().isEmpty()) {
            ArrayNode costs = to.putArray("costs");
            round.costs()
                    .forEach(cost -> costs.addObject()
                            .put("step", cost.step())
                            .put("parties", cost.parties())
                            .put("down", cost.bytesDown())
                            .put("up", cost.bytesUp())
                            .put("seconds", cost.seconds()));
        }
    }

    static SortedMap<String, List<Double>> traces(JsonNode node) {
        SortedMap<String, List<Double>> traces = new TreeMap<>();
        node.path("traces").properties().forEach(each -> {
            List<Double> values = new ArrayList<>();
            each.getValue().forEach(value -> values.add(value.asDouble()));
            traces.put(each.getKey(), values);
        });
        return traces;
    }

    static List<StepCost> costs(JsonNode node) {
        List<StepCost> costs = new ArrayList<>();
        node.path("costs")
                .forEach(cost -> costs.add(new StepCost(
                        Json.text(cost, "step"),
                        Json.whole(cost, "parties", 0, Integer.MAX_VALUE),
                        Json.count(cost, "down"),
                        Json.count(cost, "up"),
                        Json.number(cost, "seconds"))));
        return costs;
    }
}
