package dev.parley.feature;

import dev.parley.example.Task;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Request to parties for round 0: the coordinator's choices, without a row.
 *
 * @param features how columns become numbers
 * @param target the column to be predicted
 * @param task whether it is a class or a number
 * @param without columns that are no features
 * @param targetScale how a number to be predicted is scaled, in the same words
 * @param categories columns that are categories, also where they hold numbers
 * @param dates columns that numbers are made of
 * @param counted whether the rows of each class are counted too
 * @param summed whether numbers are told as whole sums, which add up without rounding, see {@link Summary.Sums}
 */
public record FeatureChoices(
        Features features,
        String target,
        Task task,
        Set<String> without,
        Features targetScale,
        Set<String> categories,
        List<DateParts> dates,
        boolean counted,
        boolean summed) {
    /** Choices where the rows of classes are not counted. */
    public FeatureChoices(
            Features features,
            String target,
            Task task,
            Set<String> without,
            Features targetScale,
            Set<String> categories,
            List<DateParts> dates) {
        this(features, target, task, without, targetScale, categories, dates, false, false);
    }

    /** The same choices, where the rows of each class are counted too. */
    public FeatureChoices counting() {
        return new FeatureChoices(features, target, task, without, targetScale, categories, dates, true, summed);
    }

    /** The same choices, where numbers are told as whole sums. */
    public FeatureChoices summing() {
        return new FeatureChoices(features, target, task, without, targetScale, categories, dates, counted, true);
    }

    public FeatureChoices {
        dates = List.copyOf(dates);
        categories = Set.copyOf(categories);
        without = Collections.unmodifiableSet(new LinkedHashSet<>(without));
    }

    /** Tells whether the target's mean and spread are learned from the rows. */
    public boolean learnsTarget() {
        return task == Task.REGRESSION && targetScale.learns();
    }

    /** Tells whether a column is a feature. */
    public boolean uses(String column) {
        return !column.equals(target) && !without.contains(column);
    }

    /** Tells whether the values of a feature depend on the rows. */
    public boolean learns() {
        return features.learns();
    }
}
