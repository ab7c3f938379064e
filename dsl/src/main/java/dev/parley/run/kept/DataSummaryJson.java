package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.data.PartyPolicy;
import dev.parley.data.Recipe;
import dev.parley.data.RecipeJson;
import dev.parley.example.Shape;
import dev.parley.example.TargetScale;
import dev.parley.example.Task;
import dev.parley.file.Json;
import dev.parley.file.RecordJson;
import dev.parley.message.Member;
import dev.parley.partition.Partition;
import dev.parley.partition.RowChange;
import dev.parley.plan.Choice;
import dev.parley.plan.PlanCode;
import dev.parley.run.DataSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data of a run as JSON and back: by name or path with a checksum, and who had how much of it; never a row. */
final class DataSummaryJson {
    private static final int MOST = 10_000_000;

    private DataSummaryJson() {}

    static ObjectNode write(DataSummary setting) {
        Recipe recipe = setting.recipe().get();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", recipe.name());
        RecipeJson.rows(recipe.rows(), node);
        node.put("rows", recipe.size());
        node.put("target", recipe.target().name());
        node.put("task", recipe.task().name());
        RecipeJson.write(recipe, node);
        node.put("parties", recipe.parties());
        node.set("partition", PlanCode.write(Choice.PARTITION, recipe.partition()));
        node.put("splitSeed", recipe.splitSeed());
        if (recipe.partyTest() > 0) {
            node.put("partyTest", recipe.partyTest());
        }
        if (!recipe.changes().isEmpty()) {
            node.set("changes", RecordJson.write(recipe.changes()));
        }
        if (!recipe.policies().isEmpty()) {
            node.set("policies", RecordJson.write(recipe.policies()));
        }
        node.put("shown", setting.partition());
        node.put("width", setting.shape().width());
        node.set("image", RecordJson.write(setting.shape().image()));
        node.set("classes", RecordJson.write(setting.shape().classes()));
        if (!setting.shape().scale().equals(TargetScale.NONE)) {
            node.put("targetShift", setting.shape().scale().shift());
            node.put("targetUnit", setting.shape().scale().unit());
        }
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
        for (var part : environment.properties()) {
            here.put(part.getKey(), Json.text(environment, part.getKey()));
        }
        Task task = Json.one(Task.class, node, "task");
        List<Member> members = new ArrayList<>();
        List<Long> statistics = new ArrayList<>();
        for (JsonNode member : Json.list(node, "members")) {
            members.add(new Member(members.size(), Json.textual(member.required(0), "a member's name"), (int)
                    Json.integer(member.required(1), "members", 0, Integer.MAX_VALUE)));
            statistics.add(Json.integer(member.required(2), "members", 0, Long.MAX_VALUE));
        }
        if (members.isEmpty() || members.size() > MOST) {
            throw new IllegalArgumentException("it has " + members.size() + " parties, but 1 to " + MOST + " are read");
        }
        List<Integer> image = new ArrayList<>();
        for (JsonNode size : Json.list(node, "image")) {
            image.add((int) Json.integer(size, "image", 1, Integer.MAX_VALUE));
        }
        Shape shape = new Shape(
                task,
                Json.whole(node, "width", 0, Integer.MAX_VALUE),
                image,
                Json.texts(node, "classes"),
                Json.text(node, "target"),
                node.has("targetUnit")
                        ? new TargetScale(Json.number(node, "targetShift"), Json.number(node, "targetUnit"))
                        : TargetScale.NONE);
        Recipe recipe = recipe(node, task, path);
        return new DataSummary(
                Json.text(node, "name"), Json.text(node, "shown"), shape, members, statistics, () -> recipe, here);
    }

    private static List<RowChange> changes(JsonNode node, String path) {
        List<RowChange> changes = new ArrayList<>();
        node.path("changes")
                .forEach(each -> changes.add((RowChange) RecordJson.read(RowChange.class, each, path + ": changes")));
        return changes;
    }

    private static List<PartyPolicy> policies(JsonNode node, String path) {
        List<PartyPolicy> policies = new ArrayList<>();
        node.path("policies")
                .forEach(each ->
                        policies.add((PartyPolicy) RecordJson.read(PartyPolicy.class, each, path + ": policies")));
        return policies;
    }

    private static Recipe recipe(JsonNode node, Task task, String path) {
        return new Recipe(
                RecipeJson.rows(node, path),
                Json.text(node, "name"),
                Json.whole(node, "rows", 0, Integer.MAX_VALUE),
                RecipeJson.target(node, path),
                task,
                RecipeJson.held(node, path),
                RecipeJson.columns(node, task, path),
                Json.whole(node, "parties", 0, Integer.MAX_VALUE),
                (Partition) PlanCode.read(Choice.PARTITION, node.required("partition"), path + ": partition"),
                Json.integer(node.required("splitSeed"), "splitSeed", Long.MIN_VALUE, Long.MAX_VALUE),
                node.has("partyTest") ? Json.number(node, "partyTest") : 0,
                changes(node, path),
                policies(node, path));
    }
}
