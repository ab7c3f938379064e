package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.account.Attended;
import dev.parley.file.Json;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Writes who took part in how many rounds, from which the account of privacy goes on, and the account in words for who reads the file. */
final class PrivacyJson {
    private PrivacyJson() {}

    static ObjectNode write(Run run) {
        Attended attended = run.parts().outcome().attended();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rounds", attended.rounds());
        write(node.putArray("present"), attended.present());
        write(node.putArray("asked"), attended.asked());
        return node.put("account", run.privacy().toString());
    }

    private static void write(ArrayNode array, List<Integer> counts) {
        counts.forEach(array::add);
    }

    /** Reads it; nobody was counted where nothing was private. */
    static Attended read(JsonNode run, int parties) {
        JsonNode node = run.path("privacy");
        if (node.isMissingNode()) {
            return Attended.NOBODY;
        }
        return new Attended(
                Json.whole(node, "rounds", 0, Integer.MAX_VALUE),
                counts(Json.list(node, "present"), parties),
                counts(Json.list(node, "asked"), parties));
    }

    private static List<Integer> counts(JsonNode array, int parties) {
        List<Integer> counts = new ArrayList<>();
        array.forEach(each -> counts.add(each.asInt()));
        if (!counts.isEmpty() && counts.size() != parties) {
            throw new IllegalArgumentException("it counts " + counts.size() + " parties of " + parties);
        }
        return counts;
    }
}
