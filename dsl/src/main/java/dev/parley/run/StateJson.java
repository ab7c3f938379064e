package dev.parley.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.file.Floats;
import dev.parley.filter.Remembered;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.result.Snapshot;
import dev.parley.result.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run that ended early is gone on from, beside its parameters: what the server and both sides remember. */
final class StateJson {
    private StateJson() {}

    static ObjectNode write(State state) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("step", state.step());
        write(node.putObject("moments"), state.moments());
        node.put("coordinator", bytes(state.coordinator()));
        ArrayNode pieces = node.putArray("memories");
        state.parties().pieces().forEach(pieces::add);
        return node;
    }

    private static void write(ObjectNode node, Map<String, ParamVector> vectors) {
        new TreeMap<>(vectors).forEach((name, vector) -> node.put(name, Floats.text(vector)));
    }

    private static byte[] bytes(Remembered remembered) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            remembered.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads it; files of earlier versions have none. */
    static State read(JsonNode node, List<ParamVector> params, Layout layout) {
        List<byte[]> pieces = new ArrayList<>();
        node.path("memories").forEach(piece -> pieces.add(Base64.getDecoder().decode(piece.asText())));
        Remembered coordinator = node.has("coordinator")
                ? remembered(Base64.getDecoder().decode(node.get("coordinator").asText()))
                : Remembered.NOTHING;
        return new State(
                params,
                node.path("step").asInt(),
                vectors(node.path("moments"), layout),
                coordinator,
                new Snapshot(pieces));
    }

    private static Remembered remembered(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return Remembered.read(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("what the coordinator remembers is not whole", e);
        }
    }

    private static Map<String, ParamVector> vectors(JsonNode node, Layout layout) {
        Map<String, ParamVector> vectors = new TreeMap<>();
        node.properties()
                .forEach(each ->
                        vectors.put(each.getKey(), Floats.read(each.getValue().asText(), layout)));
        return vectors;
    }
}
