package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.file.Json;
import dev.parley.filter.End;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The end of a training, as JSON and back. */
final class EndJson {
    private static final Pattern EARLIER = Pattern.compile(
            "(stopped by (.*) after|interrupted (before|in|after)|failed (before|in|after)|kept .*after) round (\\d+)");

    private EndJson() {}

    static ObjectNode write(End end) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (end instanceof End.Stopped stopped) {
            node.put("kind", "stopped").put("by", stopped.by()).put("round", stopped.round());
        } else if (end instanceof End.UnderWay underWay) {
            node.put("kind", "underWay").put("round", underWay.round());
        } else if (end instanceof End.Interrupted interrupted) {
            write(node.put("kind", "interrupted"), interrupted.at());
        } else if (end instanceof End.Failed failed) {
            write(node.put("kind", "failed"), failed.at());
        } else {
            node.put("kind", "complete");
        }
        return node;
    }

    private static void write(ObjectNode node, End.Point at) {
        node.put("when", at.when().name().toLowerCase(Locale.ROOT)).put("round", at.round());
    }

    /** Reads it from a run's file; files of earlier versions have it in words alone. */
    static End read(JsonNode run) {
        JsonNode node = run.path("end");
        if (node.isMissingNode()) {
            return earlier(Json.text(run, "stopped"));
        }
        int round = Json.whole(node, "round", 0, Integer.MAX_VALUE, 0);
        return switch (Json.text(node, "kind")) {
            case "complete" -> new End.Complete();
            case "stopped" -> new End.Stopped(Json.text(node, "by"), round);
            case "underWay" -> new End.UnderWay(round);
            case "interrupted" -> new End.Interrupted(new End.Point(Json.one(End.When.class, node, "when"), round));
            case "failed" -> new End.Failed(new End.Point(Json.one(End.When.class, node, "when"), round));
            default -> throw new IllegalArgumentException("an end of the kind " + node.get("kind"));
        };
    }

    private static End.Point point(String when, int round) {
        return new End.Point(End.When.valueOf(when.toUpperCase(Locale.ROOT)), round);
    }

    private static End earlier(String words) {
        if (words.isEmpty()) {
            return new End.Complete();
        }
        Matcher found = EARLIER.matcher(words);
        if (!found.matches()) {
            return words.startsWith("interrupted")
                    ? new End.Interrupted(End.Point.START)
                    : new End.Failed(End.Point.START);
        }
        int round = Integer.parseInt(found.group(5));
        if (found.group(2) != null) {
            return new End.Stopped(found.group(2), round);
        }
        if (found.group(3) != null) {
            return new End.Interrupted(point(found.group(3), round));
        }
        return found.group(4) != null ? new End.Failed(point(found.group(4), round)) : new End.UnderWay(round);
    }
}
