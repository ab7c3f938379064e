package dev.parley.run.kept;

import dev.parley.data.Parties;
import dev.parley.data.Recipe;
import dev.parley.model.Model;
import dev.parley.plan.Plan;
import dev.parley.plan.PlanCode;
import dev.parley.run.Environment;
import dev.parley.run.Run;
import dev.parley.run.Supplied;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A kept run made ready to be trained on or again.
 *
 * @param plan with all its rules
 * @param model what to train
 * @param parties as they were first dealt
 * @param notes where this machine is another than the one it was trained on
 */
public record Kept(Plan plan, Model model, Parties parties, List<String> notes) {
    /**
     * Makes a run ready that was opened from a file.
     *
     * @param asked what was asked for, to begin messages with
     * @param form how what is missing is given, with {@code ..} in its place
     * @throws dev.parley.fault.DataException where rows are missing, or are others
     * @throws dev.parley.fault.PlanException where a rule or a model is missing, or is another
     */
    public static Kept of(Run run, Supplied given, String asked, String form) {
        Plan plan = PlanCode.given(run.plan(), given.rule(), form);
        Model model = ModelJson.given(run.description(), given.model(), form);
        Recipe recipe = run.parts().setting().recipe().get();
        Parties parties = given.mine().isPresent()
                ? recipe.over(given.mine().get(), asked)
                : recipe.parties(asked, form.replace("..", "mine"));
        return new Kept(plan, model, parties, differences(run));
    }

    private static List<String> differences(Run run) {
        Map<String, String> then = run.parts().setting().environment();
        List<String> notes = new ArrayList<>();
        Environment.here(run.description(), run.parts().setting().shape()).forEach((what, here) -> {
            String was = then.getOrDefault(what, here);
            if (!was.equals(here)) {
                notes.add("trained with " + what + " '" + was + "', and now with '" + here
                        + "': the last bits may differ");
            }
        });
        return notes;
    }
}
