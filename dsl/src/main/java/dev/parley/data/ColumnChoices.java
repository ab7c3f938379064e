package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.feature.DateParts;
import dev.parley.feature.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user's choices of columns and of how they become numbers.
 *
 * @param features how columns become numbers
 * @param targetScale how a number to be predicted is scaled, where the user says it
 * @param only the columns that are features; all where none is named
 * @param without columns that are no features
 * @param categories columns that are categories, also where they hold numbers
 * @param dates columns that are dates
 * @param needed columns without which a row is left out
 */
public record ColumnChoices(
        Features features,
        Optional<Features> targetScale,
        List<String> only,
        List<String> without,
        List<String> categories,
        List<DateParts> dates,
        List<String> needed) {
    static final ColumnChoices DEFAULT = new ColumnChoices(
            Features.standardized(), Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of());

    public ColumnChoices {
        only = List.copyOf(only);
        without = List.copyOf(without);
        categories = List.copyOf(categories);
        dates = List.copyOf(dates);
        needed = List.copyOf(needed);
    }

    ColumnChoices features(Features chosen) {
        return new ColumnChoices(chosen, targetScale, only, without, categories, dates, needed);
    }

    ColumnChoices targetScale(Features chosen) {
        return new ColumnChoices(features, Optional.of(chosen), only, without, categories, dates, needed);
    }

    /** The same choices of a target that is a class, which is not scaled. */
    ColumnChoices unscaled() {
        return new ColumnChoices(features, Optional.empty(), only, without, categories, dates, needed);
    }

    /** The same choices with all that follows from them said. */
    ColumnChoices said(Task task) {
        return task == Task.REGRESSION ? targetScale(scaling()) : unscaled();
    }

    ColumnChoices only(List<String> columns) {
        return new ColumnChoices(features, targetScale, columns, without, categories, dates, needed);
    }

    ColumnChoices without(List<String> columns) {
        return new ColumnChoices(features, targetScale, only, both(without, columns), categories, dates, needed);
    }

    ColumnChoices categories(List<String> columns) {
        return new ColumnChoices(features, targetScale, only, without, both(categories, columns), dates, needed);
    }

    ColumnChoices date(DateParts date) {
        List<DateParts> others = new ArrayList<>(dates);
        others.removeIf(other -> other.column().equals(date.column()));
        others.add(date);
        return new ColumnChoices(features, targetScale, only, without, categories, others, needed);
    }

    ColumnChoices needed(List<String> columns) {
        return new ColumnChoices(features, targetScale, only, without, categories, dates, both(needed, columns));
    }

    private static List<String> both(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        more.stream().filter(each -> !all.contains(each)).forEach(all::add);
        return all;
    }

    /** Scaling of a number to be predicted: that of the features, but for a range, which is theirs. */
    Features scaling() {
        return targetScale.orElse(
                features instanceof Features.Range || features instanceof Features.Ranges ? Features.none() : features);
    }

    /**
     * Checks the names.
     *
     * @param columns of the rows
     * @param asked how the rows were asked for
     * @throws DataException for the first name that is none of them
     */
    void check(List<String> columns, String asked) {
        check("without", given(without), columns, asked);
        checkUsed(columns, asked);
    }

    /** The same for rows that need not have the columns that are no features. */
    void checkUsed(List<String> columns, String asked) {
        check("only", given(only), columns, asked);
        check("category", categories, columns, asked);
        check("date", dates.stream().map(DateParts::column).toList(), columns, asked);
        check("dropRowsWithout", needed, columns, asked);
    }

    /** Without the numbers that are made of dates, which are not there yet. */
    private List<String> given(List<String> names) {
        return names.stream()
                .filter(name -> dates.stream().noneMatch(date -> date.makes(name)))
                .toList();
    }

    private static void check(String step, List<String> named, List<String> columns, String asked) {
        for (String column : named) {
            if (!columns.contains(column)) {
                throw new DataException(asked + "." + step + "(\"" + column + "\"): there is no such column; "
                        + Nearest.hint(column, columns));
            }
        }
    }
}
