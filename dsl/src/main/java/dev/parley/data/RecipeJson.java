package dev.parley.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.example.Task;
import dev.parley.feature.DateParts;
import dev.parley.feature.Features;
import dev.parley.file.Json;
import dev.parley.file.RecordJson;
import dev.parley.table.CsvForm;
import dev.parley.table.Origin;
import dev.parley.table.TargetRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recipes as JSON and back: how a run's rows are found, read, held out and used; choices that were not made are not
 * written.
 */
public final class RecipeJson {
    private static final String CODE = "code";

    private RecipeJson() {}

    /** Writes where rows are found. */
    public static void rows(Recipe.Rows rows, ObjectNode node) {
        node.put("kind", rows.origin().kind().name());
        node.set("where", RecordJson.write(rows.origin().where()));
        node.put("charset", rows.origin().charset());
        node.put("sha256", rows.origin().sha256());
        if (!rows.form().equals(CsvForm.DEFAULT.charset(rows.form().charset()))) {
            node.set("form", RecordJson.write(rows.form()));
        }
        if (rows.part()) {
            node.put("part", true);
        }
    }

    /** Reads where rows are found. */
    public static Recipe.Rows rows(JsonNode node, String path) {
        Origin.Kind kind = Json.one(Origin.Kind.class, node, "kind");
        List<String> where = Json.texts(node, "where");
        boolean fits = switch (kind) {
            case TABLE -> where.isEmpty();
            case NAMED, CSV, ELSEWHERE -> where.size() == 1;
            case IMAGES -> where.size() == 2;
            case FOLDER -> where.size() > 1;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "its rows are in " + where.size() + " places, which is not how many belong to " + kind);
        }
        String charset = Json.text(node, "charset");
        CsvForm form = node.has("form")
                ? (CsvForm) RecordJson.read(CsvForm.class, node.get("form"), path + ": form")
                : charset.isEmpty() ? CsvForm.DEFAULT : CsvForm.DEFAULT.charset(charset);
        return new Recipe.Rows(
                new Origin(kind, where, charset, Json.text(node, "sha256")),
                form,
                node.path("part").asBoolean());
    }

    /** Writes what is held out and how columns are used. */
    public static void write(Recipe recipe, ObjectNode node) {
        target(recipe.target(), node);
        Recipe.Held held = recipe.held();
        node.put("train", held.train());
        node.put("valid", held.valid());
        node.put("seed", held.seed());
        held.latest().ifPresent(latest -> node.set("latest", RecordJson.write(latest)));
        held.testRows().ifPresent(test -> rows(test, node.putObject("testRows")));
        columns(recipe.columns(), recipe.task(), node);
    }

    /** Writes what is predicted, where it is more than a column. */
    static void target(TargetRule rule, ObjectNode node) {
        if (rule instanceof TargetRule.Code) {
            node.put("targetRule", CODE);
        } else if (!rule.isColumn()) {
            node.set("targetRule", RecordJson.write(rule));
        }
    }

    /** Writes how columns are used. */
    static void columns(ColumnChoices columns, Task task, ObjectNode node) {
        node.set("features", RecordJson.write(columns.features()));
        node.set("without", RecordJson.write(columns.without()));
        texts(node, "only", columns.only());
        texts(node, "categories", columns.categories());
        texts(node, "needed", columns.needed());
        if (!columns.dates().isEmpty()) {
            ArrayNode dates = node.putArray("dates");
            columns.dates().forEach(date -> dates.add(RecordJson.write(date)));
        }
        if (task == Task.REGRESSION) {
            columns.targetScale().ifPresent(scale -> node.set("targetScale", RecordJson.write(scale)));
        }
    }

    private static void texts(ObjectNode node, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            node.set(name, RecordJson.write(texts));
        }
    }

    /** Reads what is predicted. */
    public static TargetRule target(JsonNode node, String path) {
        String name = Json.text(node, "target");
        if (!node.has("targetRule")) {
            return new TargetRule.OfColumn(name);
        }
        JsonNode rule = node.get("targetRule");
        if (rule.isTextual() && rule.asText().equals(CODE)) {
            return new TargetRule.Code(name, row -> {
                throw new IllegalStateException("the target's code is in no file");
            });
        }
        return (TargetRule) RecordJson.read(TargetRule.class, rule, path + ": targetRule");
    }

    /** Reads what is held out. */
    public static Recipe.Held held(JsonNode node, String path) {
        return new Recipe.Held(
                Json.number(node, "train"),
                Json.number(node, "valid"),
                Json.integer(node.required("seed"), "seed", Long.MIN_VALUE, Long.MAX_VALUE),
                node.has("latest")
                        ? Optional.of((Latest) RecordJson.read(Latest.class, node.get("latest"), path + ": latest"))
                        : Optional.empty(),
                node.has("testRows") ? Optional.of(rows(node.get("testRows"), path)) : Optional.empty());
    }

    /** Reads how columns are used. */
    public static ColumnChoices columns(JsonNode node, Task task, String path) {
        Features features = (Features) RecordJson.read(Features.class, node.required("features"), path + ": features");
        // runs of earlier versions learned targets as they are
        Features scale = node.has("targetScale")
                ? (Features) RecordJson.read(Features.class, node.get("targetScale"), path + ": targetScale")
                : Features.none();
        List<DateParts> dates = new ArrayList<>();
        for (JsonNode date : node.path("dates")) {
            dates.add((DateParts) RecordJson.read(DateParts.class, date, path + ": dates"));
        }
        return new ColumnChoices(
                features,
                task == Task.REGRESSION ? Optional.of(scale) : Optional.empty(),
                named(node, "only"),
                Json.texts(node, "without"),
                named(node, "categories"),
                dates,
                named(node, "needed"));
    }

    private static List<String> named(JsonNode node, String name) {
        return node.has(name) ? Json.texts(node, name) : List.of();
    }
}
