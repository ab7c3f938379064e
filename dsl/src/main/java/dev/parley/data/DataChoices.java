package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.feature.Features;
import dev.parley.partition.HoldOut;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user chose about a data set, apart from its rows.
 *
 * @param target the column to be predicted, once it is said
 * @param task where the user says it rather than the column's values
 * @param holdOut the shares of the parts, where the user says them
 * @param seed of the hold-out
 * @param features how columns become numbers
 * @param without columns that are no features
 * @param targetScale how a number to be predicted is scaled, where the user says it
 */
record DataChoices(
        Optional<String> target,
        Optional<Task> task,
        Optional<HoldOut> holdOut,
        long seed,
        Features features,
        Set<String> without,
        Optional<Features> targetScale) {
    static final DataChoices DEFAULT = new DataChoices(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            42,
            Features.standardized(),
            Set.of(),
            Optional.empty());

    DataChoices target(String column) {
        return new DataChoices(Optional.of(column), task, holdOut, seed, features, without, targetScale);
    }

    DataChoices task(Task said) {
        return new DataChoices(target, Optional.of(said), holdOut, seed, features, without, targetScale);
    }

    DataChoices holdOut(HoldOut shares) {
        return new DataChoices(target, task, Optional.of(shares), seed, features, without, targetScale);
    }

    DataChoices seed(long number) {
        return new DataChoices(target, task, holdOut, number, features, without, targetScale);
    }

    DataChoices features(Features chosen) {
        return new DataChoices(target, task, holdOut, seed, chosen, without, targetScale);
    }

    DataChoices without(List<String> columns) {
        Set<String> all = new LinkedHashSet<>(without);
        all.addAll(columns);
        return new DataChoices(target, task, holdOut, seed, features, all, targetScale);
    }

    DataChoices targetScale(Features chosen) {
        return new DataChoices(target, task, holdOut, seed, features, without, Optional.of(chosen));
    }

    /** How a number to be predicted is scaled: as features are, but for a range, which is theirs. */
    Features scaling() {
        return targetScale.orElse(features instanceof Features.Range ? Features.none() : features);
    }
}
