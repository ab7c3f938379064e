package dev.parley.run;

import dev.parley.data.Parties;
import dev.parley.model.Model;
import dev.parley.plan.Plan;
import dev.parley.result.Outcome;
import java.util.function.Supplier;

/**
 * The parts of a run, for those who keep it.
 *
 * @param name in tables and charts
 * @param plan the choices that were made
 * @param model the model that was trained
 * @param setting all that it knows of the data
 * @param parties looks for those who took part
 * @param outcome all that came of it
 * @param streams the generation of random streams that it was trained with
 */
public record RunParts(
        String name,
        Plan plan,
        Model model,
        DataSummary setting,
        Supplier<Parties> parties,
        Outcome outcome,
        int streams) {
    RunParts named(String other) {
        return new RunParts(other, plan, model, setting, parties, outcome, streams);
    }

    RunParts asked(Plan other) {
        return new RunParts(name, other, model, setting, parties, outcome, streams);
    }

    RunParts after(Outcome left) {
        return new RunParts(name, plan, model, setting.told(left.told()), parties, left, streams);
    }
}
