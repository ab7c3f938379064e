package dev.parley.run;

import dev.parley.aggregate.Aggregation;
import dev.parley.data.Dataset;
import dev.parley.model.Model;
import java.util.Optional;

/**
 * What a file cannot hold and its reader gives again.
 *
 * @param mine the rows, where they were made by hand or have moved
 * @param rule the rule, where it is code
 * @param model the model, where it is code
 */
public record Given(Optional<Dataset> mine, Optional<Aggregation> rule, Optional<Model> model) {
    /** Nothing: the file has it all. */
    public static final Given NOTHING = new Given(Optional.empty(), Optional.empty(), Optional.empty());

    /** The same, with rows. */
    public Given rows(Dataset data) {
        return new Given(Optional.of(data), rule, model);
    }

    /** The same, with a rule. */
    public Given rule(Aggregation aggregation) {
        return new Given(mine, Optional.of(aggregation), model);
    }

    /** The same, with a model. */
    public Given model(Model code) {
        return new Given(mine, rule, Optional.of(code));
    }
}
