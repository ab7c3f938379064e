package dev.parley.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.client.PartyMemory;
import dev.parley.file.Floats;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.result.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run that ended early is gone on from, beside its parameters: what the server and the parties remember. */
final class StateJson {
    private StateJson() {}

    static ObjectNode write(State state) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("step", state.step());
        write(node.putObject("moments"), state.moments());
        ObjectNode parties = node.putObject("parties");
        new TreeMap<>(state.memories()).forEach((party, memory) -> {
            ObjectNode own = parties.putObject(String.valueOf(party));
            write(own.putObject("vectors"), memory.vectors());
            ObjectNode counts = own.putObject("counts");
            memory.counts().forEach(counts::put);
        });
        return node;
    }

    private static void write(ObjectNode node, Map<String, ParamVector> vectors) {
        new TreeMap<>(vectors).forEach((name, vector) -> node.put(name, Floats.text(vector)));
    }

    /** Reads it; files of earlier versions have none. */
    static State read(JsonNode node, List<ParamVector> params, Layout layout) {
        Map<Integer, PartyMemory> memories = new TreeMap<>();
        node.path("parties").properties().forEach(party -> {
            Map<String, Long> counts = new TreeMap<>();
            party.getValue()
                    .required("counts")
                    .properties()
                    .forEach(
                            count -> counts.put(count.getKey(), count.getValue().asLong()));
            Map<String, ParamVector> vectors = vectors(party.getValue().required("vectors"), layout);
            memories.put(Integer.valueOf(party.getKey()), PartyMemory.of(vectors, counts));
        });
        return new State(params, node.path("step").asInt(), vectors(node.path("moments"), layout), memories);
    }

    private static Map<String, ParamVector> vectors(JsonNode node, Layout layout) {
        Map<String, ParamVector> vectors = new TreeMap<>();
        node.properties()
                .forEach(each ->
                        vectors.put(each.getKey(), Floats.read(each.getValue().asText(), layout)));
        return vectors;
    }
}
