package dev.parley.run.kept;

import dev.parley.data.Parties;
import dev.parley.data.Recipe;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.plan.Plan;
import dev.parley.plan.PlanCode;
import dev.parley.plan.StopRule;
import dev.parley.run.Environment;
import dev.parley.run.Run;
import dev.parley.run.Supplied;
import dev.parley.score.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        watched(plan, run.task(), given.metrics(), form);
        Recipe recipe = run.parts().setting().recipe().get();
        Parties parties = given.parties().isPresent()
                ? recipe.over(given.parties().get(), asked)
                : given.mine().isPresent()
                        ? recipe.over(given.mine().get(), asked)
                        : recipe.parties(asked, form.replace("..", "mine"));
        return new Kept(plan, model, alike(parties, run.parts().setting().shape(), asked), differences(run));
    }

    /**
     * Parties whose rows come to what the file says of them.
     *
     * @throws DataException where they do not, so that the file's parameters do not belong to them
     */
    static Parties alike(Parties parties, Shape told, String asked) {
        Shape found = parties.shape();
        if (found.width() != told.width()
                || found.task() != told.task()
                || !found.classes().equals(told.classes())) {
            throw new DataException(asked + ": the file tells of " + words(told) + ", but its rows come to "
                    + words(found) + "; it was changed, or is another version's; train the run anew");
        }
        return parties;
    }

    private static String words(Shape shape) {
        return shape.width() + " inputs and "
                + (shape.classes().isEmpty() ? "a number" : shape.classes().size() + " classes");
    }

    /** Refuses a plan that watches a metric of the user's own, whose code is in no file. */
    private static void watched(Plan plan, Task task, List<Metric> given, String form) {
        Stream.concat(plan.keepBest().stream(), plan.stopWhen().map(StopRule::metric).stream())
                .filter(name -> !name.equals("loss")
                        && Metric.known(name, task).isEmpty()
                        && given.stream().noneMatch(metric -> metric.name().equals(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new PlanException("the run was trained with the metric \"" + name
                            + "\", which is code, and a file holds only its name; give it again: "
                            + form.replace("..", "metric(\"" + name + "\", scores -> ..)"));
                });
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
