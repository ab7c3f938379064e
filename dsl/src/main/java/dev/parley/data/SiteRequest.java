package dev.parley.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.feature.FeatureChoices;
import dev.parley.file.Json;
import dev.parley.file.RecordJson;
import dev.parley.table.CsvForm;
import dev.parley.table.TargetRule;

/**
 * Request to the owners of rows before the first round: how they read and use their rows. It travels as JSON.
 *
 * @param form the way in which files of cells are written
 * @param target what is predicted
 * @param task whether it is a class or a number
 * @param columns how columns are used
 * @param partyTest share of its rows that each keeps for its own test; 0 where none
 * @param seed by which these are chosen
 * @param counted whether the rows of each class are counted
 * @param summed whether numbers are told as whole sums
 */
public record SiteRequest(
        CsvForm form,
        TargetRule target,
        Task task,
        ColumnChoices columns,
        double partyTest,
        long seed,
        boolean counted,
        boolean summed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    SiteRequest keeping(double share) {
        return new SiteRequest(form, target, task, columns, share, seed, counted, summed);
    }

    SiteRequest counting() {
        return new SiteRequest(form, target, task, columns, partyTest, seed, true, summed);
    }

    SiteRequest summing() {
        return new SiteRequest(form, target, task, columns, partyTest, seed, counted, true);
    }

    /** The choices of columns, with all that is told of them. */
    FeatureChoices asking(FeatureChoices columnsAsSaid) {
        FeatureChoices asked = counted ? columnsAsSaid.counting() : columnsAsSaid;
        return summed ? asked.summing() : asked;
    }

    /**
     * As it travels.
     *
     * @throws DataException where the target is code, which cannot
     */
    public String json() {
        if (target instanceof TargetRule.Code) {
            throw new DataException(target.step()
                    + " is code that cannot travel to rows elsewhere; say targetAbove(..) or targetIs(..), or make the"
                    + " column where the rows are");
        }
        ObjectNode node = JSON.createObjectNode();
        node.set("form", RecordJson.write(form));
        node.put("target", target.name());
        RecipeJson.target(target, node);
        node.put("task", task.name());
        RecipeJson.columns(columns, task, node);
        node.put("partyTest", partyTest)
                .put("seed", seed)
                .put("counted", counted)
                .put("summed", summed);
        return node.toString();
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws DataException where it is something else
     */
    public static SiteRequest read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            Task task = Json.one(Task.class, node, "task");
            return new SiteRequest(
                    (CsvForm) RecordJson.read(CsvForm.class, node.required("form"), "form"),
                    RecipeJson.target(node, "request"),
                    task,
                    RecipeJson.columns(node, task, "request"),
                    Json.number(node, "partyTest"),
                    Json.integer(node.required("seed"), "seed", Long.MIN_VALUE, Long.MAX_VALUE),
                    node.required("counted").asBoolean(),
                    node.required("summed").asBoolean());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new DataException(
                    "a request of another version of Parley: " + e.getMessage()
                            + "; use the same version at both places",
                    e);
        }
    }
}
