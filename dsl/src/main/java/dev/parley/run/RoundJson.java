package dev.parley.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.example.Task;
import dev.parley.model.Evaluation;
import dev.parley.result.PartyQuantiles;
import dev.parley.result.PartyResult;
import dev.parley.result.PartyScore;
import dev.parley.result.RoundResult;
import dev.parley.result.RoundTotals;
import java.util.ArrayList;
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
                scores.add(write(score.evaluation())
                        .put("party", score.party().index())
                        .put("down", score.bytesDown())
                        .put("up", score.bytesUp()));
            }
        }
        writeMeasures(node, round.measures());
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
                        node.required("answered").asInt(),
                        node.required("failed").asInt(),
                        node.required("scored").asInt(),
                        number(node, "norms"),
                        node.required("down").asLong(),
                        node.required("up").asLong(),
                        node.has("low")
                                ? Optional.of(new PartyQuantiles(number(node, "low"), number(node, "high")))
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
            if (!result.ok()) {
                node.put("round", result.round());
                node.put("error", result.error());
            }
        }
        return all;
    }

    static RoundResult read(JsonNode node, DataSummary setting) {
        int round = node.required("round").asInt();
        return new RoundResult(
                round,
                evaluation(node.get("test"), setting),
                evaluation(node.get("valid"), setting),
                parties(node.required("parties"), round, setting),
                scores(node.path("scores"), setting),
                measures(node),
                unlisted(node.get("unlisted")),
                node.required("examples").asLong(),
                node.required("steps").asLong(),
                number(node, "seconds"));
    }

    private static List<PartyScore> scores(JsonNode all, DataSummary setting) {
        List<PartyScore> scores = new ArrayList<>();
        for (JsonNode node : all) {
            scores.add(new PartyScore(
                    setting.members().get(node.required("party").asInt()),
                    evaluation(node, setting).orElseThrow(),
                    node.required("down").asLong(),
                    node.required("up").asLong()));
        }
        return scores;
    }

    static List<PartyResult> parties(JsonNode all, int round, DataSummary setting) {
        List<PartyResult> results = new ArrayList<>();
        for (JsonNode node : all) {
            results.add(new PartyResult(
                    round,
                    setting.members().get(node.required("party").asInt()),
                    number(node, "before"),
                    number(node, "after"),
                    number(node, "norm"),
                    number(node, "ms"),
                    node.required("examples").asLong(),
                    node.required("steps").asInt(),
                    node.required("down").asLong(),
                    node.required("up").asLong(),
                    sent(node),
                    measures(node),
                    evaluation(node.get("own"), setting),
                    node.path("error").asText("")));
        }
        return results;
    }

    private static void writeMeasures(ObjectNode node, SortedMap<String, Double> measures) {
        if (!measures.isEmpty()) {
            ObjectNode all = node.putObject("measures");
            measures.forEach(all::put);
        }
    }

    private static SortedMap<String, Double> measures(JsonNode node) {
        SortedMap<String, Double> all = new TreeMap<>();
        node.path("measures").fieldNames().forEachRemaining(name -> all.put(name, number(node.get("measures"), name)));
        return all;
    }

    /** What a party sent; earlier versions sent a delta alone. */
    private static List<String> sent(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.path("sent").forEach(name -> names.add(name.asText()));
        return node.has("sent") ? names : List.of("delta");
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
                        node.required("examples").asLong(),
                        number(node, "loss"),
                        node.has("accuracy") ? number(node, "accuracy") : Double.NaN,
                        node.has("rmse") ? number(node, "rmse") : Double.NaN,
                        node.has("r2") ? number(node, "r2") : Double.NaN));
    }

    private static double number(JsonNode node, String name) {
        JsonNode value = node.required(name);
        return value.isNumber() ? value.doubleValue() : Double.parseDouble(value.asText());
    }
}
