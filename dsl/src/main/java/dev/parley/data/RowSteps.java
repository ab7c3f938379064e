package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.partition.HoldOut;
import dev.parley.table.TargetRule;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.Row;

/**
 * The steps of a data set that say what is predicted, and which rows are held out; public, since completion shows no
 * steps of a hidden class.
 */
public abstract sealed class RowSteps extends ColumnSteps permits Dataset {
    RowSteps() {}

    abstract DataChoices choices();

    /** The same rows with this target. */
    abstract Dataset target(TargetRule rule);

    /** The same rows with this kind of target. */
    abstract Dataset chosen(Task task);

    /** The same rows, of which others are held out. */
    abstract Dataset held(UnaryOperator<HoldChoices> change);

    /**
     * The column to be predicted. Text, and whole numbers with at most 20 different values, are classes; other numbers
     * are a regression's. {@link #task(Task)} says otherwise.
     *
     * @throws DataException where there is no such column, a value of it is missing, or it has one class only; for a file
     *     when its rows are first needed, as more may be said of it
     */
    public Dataset target(String column) {
        return target(new TargetRule.OfColumn(column));
    }

    /**
     * Predicts whether a column of numbers is above a bound: classes "no" and "yes". The column itself is no feature then.
     *
     * @throws DataException as {@link #target(String)}, or where the column holds no numbers
     */
    public Dataset targetAbove(String column, double bound) {
        return target(new TargetRule.Above(column, bound));
    }

    /**
     * Predicts whether a column holds one of some values: classes "no" and "yes". The column itself is no feature then.
     *
     * @throws DataException as {@link #target(String)}, or where no row holds such a value
     */
    public Dataset targetIs(String column, String... values) {
        return target(new TargetRule.Is(column, List.of(values)));
    }

    /**
     * Predicts what code makes of a row: a text or a boolean is a class, a number as in {@link #target(String)}. Leave out
     * the columns that it looks at with {@link #without}, since they would tell the answer.
     *
     * <p>A run's file does not hold the code: {@code replay(path, data)} is given this data set again.
     *
     * @param name of the new column
     * @param how takes a row of the table to its value
     * @throws DataException as {@link #target(String)}, or where the code fails
     */
    public Dataset target(String name, Function<Row, ?> how) {
        return target(new TargetRule.Code(name, how));
    }

    /**
     * Says whether the target is a class or a number.
     *
     * @throws DataException for a regression of text, as {@link #target(String)} does
     */
    public Dataset task(Task task) {
        return chosen(task);
    }

    /**
     * The share of rows for training; the others are test rows. 0.8 where nothing is said. Sets with official test rows
     * keep these.
     *
     * @throws DataException unless the share lies between 0 and 1
     */
    public Dataset trainTest(double train) {
        return held(held -> held.shares(HoldOut.trainTest(train)));
    }

    /**
     * The shares of rows for training and for validation; the others are test rows. Where test rows are official, the
     * others are divided in the ratio of the two shares.
     *
     * @throws DataException unless both are above 0 and their sum is below 1
     */
    public Dataset trainValidTest(double train, double valid) {
        return held(held -> held.shares(HoldOut.trainValidTest(train, valid)));
    }

    /** The seed of the hold-out; 42 where nothing is said. */
    public Dataset seed(long seed) {
        return held(held -> held.seed(seed));
    }

    /**
     * The latest rows as test rows, as a model will meet them; the others are for training, and for validation in the
     * ratio of {@link #trainValidTest} where that is said. The column is no feature, unless {@code date(..)} makes numbers
     * of it.
     *
     * @param share of all rows, above 0 and below 1
     * @param column of dates (ISO, or as {@code date(column, pattern)} says) or of numbers that rise with time
     * @throws DataException for another share; when the rows are first needed, where a row has no date
     */
    public Dataset latest(double share, String column) {
        return held(held -> held.latest(new Latest(share, column)));
    }

    /**
     * Test rows of their own: all rows of this set are for training then, and for validation in the ratio of
     * {@link #trainValidTest} where that is said. They need the same columns, and are read and prepared as these are; what
     * {@code features(standardized())} learns, it learns without them.
     *
     * @param test for instance {@code csv("test.csv")}; steps that say how its file is written are its own, all others are
     *     said of this set
     * @throws DataException where its columns, target or hold-out are chosen otherwise than those of this set
     */
    public Dataset testRows(Dataset test) {
        TestRows.check(test.choices(), choices(), test.source());
        return held(held -> held.testRows(test.source()));
    }
}
