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
public record Supplied(Optional<Dataset> mine, Optional<Aggregation> rule, Optional<Model> model) {
    /** Nothing: the file has it all. */
    public static final Supplied NOTHING = new Supplied(Optional.empty(), Optional.empty(), Optional.empty());

    /** The same, with rows. */
    public Supplied rows(Dataset data) {
        return new Supplied(Optional.of(data), rule, model);
    }

    /** The same, with a rule. */
    public Supplied rule(Aggregation aggregation) {
        return new Supplied(mine, Optional.of(aggregation), model);
    }

    /** The same, with a model. */
    public Supplied model(Model code) {
        return new Supplied(mine, rule, Optional.of(code));
    }
}
