package dev.parley.data;

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
 */
record Choices(
        Optional<String> target,
        Optional<Task> task,
        Optional<HoldOut> holdOut,
        long seed,
        Features features,
        Set<String> without) {
    static final Choices DEFAULT =
            new Choices(Optional.empty(), Optional.empty(), Optional.empty(), 42, Features.standardized(), Set.of());

    Choices target(String column) {
        return new Choices(Optional.of(column), task, holdOut, seed, features, without);
    }

    Choices task(Task said) {
        return new Choices(target, Optional.of(said), holdOut, seed, features, without);
    }

    Choices holdOut(HoldOut shares) {
        return new Choices(target, task, Optional.of(shares), seed, features, without);
    }

    Choices seed(long number) {
        return new Choices(target, task, holdOut, number, features, without);
    }

    Choices features(Features chosen) {
        return new Choices(target, task, holdOut, seed, chosen, without);
    }

    Choices without(List<String> columns) {
        Set<String> all = new LinkedHashSet<>(without);
        all.addAll(columns);
        return new Choices(target, task, holdOut, seed, features, all);
    }
}
