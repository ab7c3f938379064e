package dev.parley.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.data.Recipe;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.feature.Features;
import dev.parley.file.RecordJson;
import dev.parley.message.Member;
import dev.parley.partition.Partition;
import dev.parley.plan.Choice;
import dev.parley.plan.PlanCode;
import dev.parley.table.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data of a run as JSON and back: by name or path with a checksum, and who had how much of it; never a row. */
final class DataSummaryJson {
    private DataSummaryJson() {}

    static ObjectNode write(DataSummary setting) {
        Recipe recipe = setting.recipe().get();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", recipe.name());
        node.put("kind", recipe.origin().kind().name());
        node.set("where", RecordJson.write(recipe.origin().where()));
        node.put("charset", recipe.origin().charset());
        node.put("sha256", recipe.origin().sha256());
        node.put("rows", recipe.rows());
        node.put("target", recipe.target());
        node.put("task", recipe.task().name());
        node.put("train", recipe.train());
        node.put("valid", recipe.valid());
        node.put("seed", recipe.seed());
        node.set("features", RecordJson.write(recipe.features()));
        node.set("without", RecordJson.write(recipe.without()));
        node.put("parties", recipe.parties());
        node.set("partition", PlanCode.write(Choice.PARTITION, recipe.partition()));
        node.put("splitSeed", recipe.splitSeed());
        node.put("shown", setting.partition());
        node.put("width", setting.shape().width());
        node.set("image", RecordJson.write(setting.shape().image()));
        node.set("classes", RecordJson.write(setting.shape().classes()));
        var members = node.putArray("members");
        for (Member member : setting.members()) {
            members.addArray()
                    .add(member.name())
                    .add(member.examples())
                    .add(setting.statistics().get(member.index()));
        }
        return node;
    }

    static DataSummary read(JsonNode node, JsonNode environment, String path) {
        Map<String, String> here = new TreeMap<>();
        environment
                .properties()
                .forEach(part -> here.put(part.getKey(), part.getValue().asText()));
        Task task = Task.valueOf(node.required("task").asText());
        List<Member> members = new ArrayList<>();
        List<Long> statistics = new ArrayList<>();
        for (JsonNode member : node.required("members")) {
            members.add(new Member(
                    members.size(),
                    member.required(0).asText(),
                    member.required(1).asInt()));
            statistics.add(member.required(2).asLong());
        }
        List<Integer> image = new ArrayList<>();
        node.required("image").forEach(size -> image.add(size.asInt()));
        Shape shape = new Shape(
                task,
                node.required("width").asInt(),
                image,
                texts(node, "classes"),
                node.required("target").asText());
        return new DataSummary(
                node.required("name").asText(),
                node.required("shown").asText(),
                shape,
                members,
                statistics,
                () -> recipe(node, task, path),
                here);
    }

    private static Recipe recipe(JsonNode node, Task task, String path) {
        Origin origin = new Origin(
                Origin.Kind.valueOf(node.required("kind").asText()),
                texts(node, "where"),
                node.required("charset").asText(),
                node.required("sha256").asText());
        return new Recipe(
                origin,
                node.required("name").asText(),
                node.required("rows").asInt(),
                node.required("target").asText(),
                task,
                node.required("train").asDouble(),
                node.required("valid").asDouble(),
                node.required("seed").asLong(),
                (Features) RecordJson.read(Features.class, node.required("features"), path + ": features"),
                texts(node, "without"),
                node.required("parties").asInt(),
                (Partition) PlanCode.read(Choice.PARTITION, node.required("partition"), path + ": partition"),
                node.required("splitSeed").asLong());
    }

    private static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        node.required(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
