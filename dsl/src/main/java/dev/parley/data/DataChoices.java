package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.table.TargetRule;
import java.util.Optional;

/**
 * The user's choices for a data set, apart from its rows.
 *
 * @param target the column to be predicted, once it is said
 * @param task where the user says it rather than the column's values
 * @param held rows that are held out
 * @param columns how they are used
 */
record DataChoices(Optional<TargetRule> target, Optional<Task> task, HoldChoices held, ColumnChoices columns) {
    static final DataChoices DEFAULT =
            new DataChoices(Optional.empty(), Optional.empty(), HoldChoices.DEFAULT, ColumnChoices.DEFAULT);

    DataChoices target(TargetRule rule) {
        return new DataChoices(Optional.of(rule), task, held, columns);
    }

    DataChoices task(Task said) {
        return new DataChoices(target, Optional.of(said), held, columns);
    }

    DataChoices held(HoldChoices chosen) {
        return new DataChoices(target, task, chosen, columns);
    }

    DataChoices columns(ColumnChoices chosen) {
        return new DataChoices(target, task, held, chosen);
    }
}
