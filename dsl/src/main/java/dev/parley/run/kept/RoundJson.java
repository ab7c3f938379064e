package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.file.Json;
import dev.parley.message.Member;
import dev.parley.model.Evaluation;
import dev.parley.result.HandedOver;
import dev.parley.result.Part;
import dev.parley.result.PartyQuantiles;
import dev.parley.result.PartyResult;
import dev.parley.result.PartyScore;
import dev.parley.result.RoundResult;
import dev.parley.result.RoundTotals;
import dev.parley.run.DataSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A round as one line of JSON and back, to the bit; what is not a number is written as text. */
final class RoundJson {
    private RoundJson() {}

    static ObjectNode write(RoundResult round) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("round", round.round());
        round.evaluation().ifPresent(e -> node.set("test", write(e)));
        round.validation().ifPresent(e -> node.set("valid", write(e)));
        node.put("examples", round.examples());
        node.put("steps", round.steps());
        node.set("parties", write(round.parties()));
        if (!round.scores().isEmpty()) {
            ArrayNode scores = node.putArray("scores");
            for (PartyScore score : round.scores()) {
                ObjectNode one = write(score.evaluation())
                        .put("party", score.party().index())
                        .put("down", score.bytesDown())
                        .put("up", score.bytesUp());
                score.personal().ifPresent(e -> one.set("personal", write(e)));
                scores.add(one);
            }
        }
        if (!round.handed().isEmpty()) {
            ArrayNode handed = node.putArray("handed");
            for (HandedOver one : round.handed()) {
                handed.addObject()
                        .put("party", one.party().index())
                        .put("down", one.bytesDown())
                        .put("up", one.bytesUp());
            }
        }
        writeMeasures(node, round.measures());
        TraceJson.write(round, node);
        round.unlisted().ifPresent(each -> node.set("unlisted", write(each)));
        node.put("seconds", round.seconds());
        return node;
    }

    private static ObjectNode write(RoundTotals all) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("answered", all.answered()).put("failed", all.failed()).put("scored", all.scored());
        node.put("norms", all.deltaNorms()).put("down", all.bytesDown()).put("up", all.bytesUp());
        all.spread().ifPresent(spread -> node.put("low", spread.low()).put("high", spread.high()));
        return node;
    }

    private static Optional<RoundTotals> unlisted(@Nullable JsonNode node) {
        return node == null
                ? Optional.empty()
                : Optional.of(new RoundTotals(
                        Json.whole(node, "answered", 0, Integer.MAX_VALUE),
                        Json.whole(node, "failed", 0, Integer.MAX_VALUE),
                        Json.whole(node, "scored", 0, Integer.MAX_VALUE),
                        Json.number(node, "norms"),
                        Json.count(node, "down"),
                        Json.count(node, "up"),
                        node.has("low")
                                ? Optional.of(new PartyQuantiles(Json.number(node, "low"), Json.number(node, "high")))
                                : Optional.empty()));
    }

    static ArrayNode write(List<PartyResult> results) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (PartyResult result : results) {
            ObjectNode node = all.addObject();
            node.put("party", result.party().index());
            node.put("before", result.lossBefore());
            node.put("after", result.lossAfter());
            node.put("norm", result.deltaNorm());
            node.put("examples", result.samplesSeen());
            node.put("steps", result.steps());
            node.put("down", result.bytesDown());
            node.put("up", result.bytesUp());
            node.put("ms", result.millis());
            writeMeasures(node, result.measures());
            ArrayNode sent = node.putArray("sent");
            result.sent().forEach(sent::add);
            result.own().ifPresent(e -> node.set("own", write(e)));
            if (result.part() != Part.DRAWN) {
                node.put("part", result.part().word());
            }
            if (result.hasFailed()) {
                node.put("round", result.round());
                node.put("error", result.error());
            }
        }
        return all;
    }

    /**
     * Reads it.
     *
     * @param round its number, from 1
     */
    static RoundResult read(JsonNode node, int round, DataSummary setting) {
        Json.whole(node, "round", round, round);
        return new RoundResult(
                round,
                evaluation(node.get("test"), setting),
                evaluation(node.get("valid"), setting),
                parties(Json.list(node, "parties"), round, setting),
                node.has("scores") ? scores(Json.list(node, "scores"), setting) : List.of(),
                node.has("handed") ? handed(Json.list(node, "handed"), setting) : List.of(),
                measures(node),
                TraceJson.traces(node),
                TraceJson.costs(node),
                unlisted(node.get("unlisted")),
                Json.count(node, "examples"),
                Json.count(node, "steps"),
                Json.number(node, "seconds"));
    }

    private static List<PartyScore> scores(JsonNode all, DataSummary setting) {
        List<PartyScore> scores = new ArrayList<>();
        for (JsonNode node : all) {
            scores.add(new PartyScore(
                    member(node, setting),
                    evaluation(node, setting).orElseThrow(),
                    evaluation(node.get("personal"), setting),
                    Json.count(node, "down"),
                    Json.count(node, "up")));
        }
        return scores;
    }

    private static List<HandedOver> handed(JsonNode all, DataSummary setting) {
        List<HandedOver> handed = new ArrayList<>();
        for (JsonNode node : all) {
            handed.add(new HandedOver(member(node, setting), Json.count(node, "down"), Json.count(node, "up")));
        }
        return handed;
    }

    static List<PartyResult> parties(JsonNode all, int round, DataSummary setting) {
        List<PartyResult> results = new ArrayList<>();
        for (JsonNode node : all) {
            results.add(new PartyResult(
                    node.has("error") && node.has("round") ? Json.whole(node, "round", 0, round) : round,
                    member(node, setting),
                    Json.number(node, "before"),
                    Json.number(node, "after"),
                    Json.number(node, "norm"),
                    Json.number(node, "ms"),
                    Json.count(node, "examples"),
                    Json.whole(node, "steps", 0, Integer.MAX_VALUE),
                    Json.count(node, "down"),
                    Json.count(node, "up"),
                    sent(node),
                    measures(node),
                    evaluation(node.get("own"), setting),
                    node.has("error") ? Json.text(node, "error") : "",
                    part(node)));
        }
        return results;
    }

    /** The part in a round; who was drawn and stayed has none in a file. */
    private static Part part(JsonNode node) {
        String word = node.has("part") ? Json.text(node, "part") : Part.DRAWN.word();
        return Arrays.stream(Part.values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new DataException("a party's part in a round is '" + word
                        + "', which this version does not know; use the version of Parley that wrote the file"));
    }

    private static void writeMeasures(ObjectNode node, SortedMap<String, Double> measures) {
        if (!measures.isEmpty()) {
            ObjectNode all = node.putObject("measures");
            measures.forEach(all::put);
        }
    }

    private static SortedMap<String, Double> measures(JsonNode node) {
        SortedMap<String, Double> all = new TreeMap<>();
        JsonNode measures = node.path("measures");
        measures.properties().forEach(each -> all.put(each.getKey(), Json.number(measures, each.getKey())));
        return all;
    }

    /** The names of what a party sent; earlier versions sent a delta alone. */
    private static List<String> sent(JsonNode node) {
        return node.has("sent") ? Json.texts(node, "sent") : List.of("delta");
    }

    private static ObjectNode write(Evaluation e) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("examples", e.examples()).put("loss", e.loss());
        return e.task() == Task.CLASSIFICATION
                ? node.put("accuracy", e.accuracy())
                : node.put("rmse", e.rmse()).put("r2", e.r2());
    }

    private static Optional<Evaluation> evaluation(@Nullable JsonNode node, DataSummary setting) {
        return node == null
                ? Optional.empty()
                : Optional.of(new Evaluation(
                        setting.shape().task(),
                        Json.count(node, "examples"),
                        Json.number(node, "loss"),
                        node.has("accuracy") ? Json.number(node, "accuracy") : Double.NaN,
                        node.has("rmse") ? Json.number(node, "rmse") : Double.NaN,
                        node.has("r2") ? Json.number(node, "r2") : Double.NaN));
    }

    private static Member member(JsonNode node, DataSummary setting) {
        return setting.members()
                .get(Json.whole(node, "party", 0, setting.members().size() - 1));
    }
}
