package dev.parley.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.aggregate.Aggregation;
import dev.parley.data.DataException;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.data.Recipe;
import dev.parley.model.Model;
import dev.parley.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kept run made ready to be trained again.
 *
 * @param plan with all its rules
 * @param model what to train
 * @param parties as they were first dealt
 * @param rounds after how many it ended early; empty where it went to its end
 * @param notes where this machine is another than the one it was trained on
 */
public record Kept(Plan plan, Model model, Parties parties, Optional<Integer> rounds, List<String> notes) {
    /** Reads what a file says, with what it cannot hold: hand-made rows, a rule that is code. */
    public static Kept read(String path, Optional<Dataset> mine, Optional<Aggregation> rule) {
        String asked = "replay(\"" + path + "\")";
        Run run = RunFile.read(path);
        JsonNode node = RunFile.tree(path);
        Plan plan = PlanFile.trained(node.required("plan"), rule);
        if (!run.complete() && run.rounds().isEmpty()) {
            throw new DataException(asked + " has nothing to do again: the run has no finished round (" + run.stopped()
                    + "); train it anew");
        }
        Recipe recipe = run.setting().recipe().get();
        Parties parties = mine.isPresent() ? recipe.over(mine.get(), asked) : recipe.parties(asked);
        return new Kept(
                plan,
                run.description(),
                parties,
                run.complete() ? Optional.empty() : Optional.of(run.rounds().size()),
                differences(node.path("environment")));
    }

    private static List<String> differences(JsonNode then) {
        List<String> notes = new ArrayList<>();
        for (Map.Entry<String, String> here : Environment.here().entrySet()) {
            String was = then.path(here.getKey()).asText();
            if (!was.equals(here.getValue())) {
                notes.add("trained with " + here.getKey() + " '" + was + "', and now with '" + here.getValue()
                        + "': the last bits may differ");
            }
        }
        return notes;
    }
}
