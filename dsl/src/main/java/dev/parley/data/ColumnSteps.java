package dev.parley.data;

import dev.parley.fault.DataException;
import dev.parley.feature.DateParts;
import dev.parley.feature.Features;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The steps of a data set that say how its columns are used; public, since completion shows no steps of a hidden class.
 * All are kept in a run's file. A name that no column has is refused, for a file when its rows are first needed.
 */
public abstract sealed class ColumnSteps extends FileSteps permits RowSteps {
    ColumnSteps() {}

    /** The same rows with other choices of columns. */
    abstract Dataset columns(UnaryOperator<ColumnChoices> change);

    /** The same rows, read anew where they are of a file, with columns kept as they are written. */
    abstract Dataset asText(List<String> columns);

    /** Chooses how columns become numbers; default {@link Features#standardized}. */
    public Dataset features(Features features) {
        return columns(columns -> columns.features(features));
    }

    /**
     * Chooses how a number to be predicted is scaled for the model: {@code standardized()} by the training rows' mean
     * and spread, which parties tell in round 0; {@code range(low, high)} from a range known beforehand; {@code none()}
     * not at all. The default is the features' scaling, and none with a range of features. Metrics and predictions are
     * in the target's own unit in any case. Classes are not scaled.
     */
    public Dataset targetScale(Features scaling) {
        return columns(columns -> columns.targetScale(scaling));
    }

    /**
     * The same rows where these columns alone are features. The target, and columns that a split or a hold-out goes by,
     * need not be among them.
     *
     * @throws DataException where there is no such column
     */
    public Dataset only(String... names) {
        List<String> said = named("only", names);
        return columns(columns -> columns.only(said));
    }

    /**
     * The same rows where some columns are no features.
     *
     * @throws DataException where there is no such column
     */
    public Dataset without(String... names) {
        List<String> said = named("without", names);
        return columns(columns -> columns.without(said));
    }

    /**
     * Columns that are categories although they hold numbers: codes of places, kinds, stages. Each value becomes one 0 or
     * 1.
     *
     * @throws DataException where there is no such column
     */
    public Dataset category(String... names) {
        List<String> said = named("category", names);
        return columns(columns -> columns.categories(said));
    }

    /**
     * Columns of a file whose cells are kept as they are written, and are categories: {@code 01001} keeps its zero, and
     * {@code NA} is a value. Only an empty cell is missing. Columns of a table are categories as with
     * {@link #category}.
     *
     * @throws DataException where there is no such column
     */
    public Dataset text(String... names) {
        List<String> said = named("text", names);
        return asText(said).columns(columns -> columns.categories(said));
    }

    /**
     * A column of ISO dates, {@code 2024-01-31} or {@code 2024-01-31 12:30}, as numbers; see
     * {@link #date(String, String)}.
     *
     * @throws DataException where there is no such column, or a value is no such date
     */
    public Dataset date(String name) {
        return columns(columns -> columns.date(new DateParts(name, "")));
    }

    /**
     * A column of dates as numbers: year, month (1 to 12), weekday (1 is Monday), days since 1970-01-01, and the hour
     * where the pattern has one, each a feature.
     *
     * @param pattern as {@link java.time.format.DateTimeFormatter} has it, for instance {@code dd.MM.yyyy}; two digits
     *     are a year from 1969 to 2068
     * @throws DataException for another pattern, where there is no such column, or a value is no such
     *     date
     */
    public Dataset date(String name, String pattern) {
        return columns(columns -> columns.date(new DateParts(name, pattern)));
    }

    /**
     * Leaves out rows that have no value in one of these columns, for instance in the target.
     *
     * @throws DataException where there is no such column, or no row is left
     */
    public Dataset dropRowsWithout(String... names) {
        List<String> said = named("dropRowsWithout", names);
        return columns(columns -> columns.needed(said));
    }
}
