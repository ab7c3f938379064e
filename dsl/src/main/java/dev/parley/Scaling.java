package dev.parley;

import dev.parley.fault.DataException;
import dev.parley.feature.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Words for how columns become numbers: {@code dataset("wine").features(none())}. Images are always scaled to [0, 1]. */
public final class Scaling {
    private Scaling() {}

    /**
     * Numeric features by their z-score, texts as one 0 or 1 a category.
     *
     * <p>The default. A missing number becomes the mean, a missing text the most frequent one. The statistics are
     * gathered of training rows only, as a federation has to: each party tells counts, means and spreads in round 0, which
     * the ledger shows.
     *
     * <p>Example: {@code dataset("wine").features(standardized()).split(3, iid())}
     */
    public static Features standardized() {
        return Features.standardized();
    }

    /**
     * Features as they are: no scaling, and no statistics but the names of columns and classes.
     *
     * <p>Nothing is learned from the rows: in round 0 a party tells the names of its columns and classes alone.
     *
     * <p>Example: {@code dataset("wine").features(none()).split(3, iid())}
     *
     * @return a choice that refuses text columns and missing values, in {@code split}, with a DataException
     */
    public static Features none() {
        return Features.none();
    }

    /**
     * Numeric features, each taken from its own known range to [0, 1]: a party tells the names of its columns and classes alone.
     * A private training takes such ranges as public, so that they cost nothing.
     *
     * <p>Example: {@code dataset.features(ranges("age", 0, 120, "chol", 100, 600))}
     *
     * @param column the name of a column
     * @param low the value that becomes 0
     * @param high the value that becomes 1, above {@code low}
     * @param more further names, each with its two numbers
     * @return a choice that refuses text columns, missing values and columns without a range, in {@code split}, with a
     *     DataException
     * @throws dev.parley.fault.DataException unless each name has two numbers, a finite one and a greater one
     */
    public static Features ranges(String column, double low, double high, Object... more) {
        List<Features.ColumnRange> all = new ArrayList<>(List.of(new Features.ColumnRange(column, low, high)));
        for (int i = 0; i < more.length; i += 3) {
            if (i + 2 >= more.length
                    || !(more[i] instanceof String name)
                    || !(more[i + 1] instanceof Number from)
                    || !(more[i + 2] instanceof Number to)) {
                throw new DataException("ranges(column, low, high, ..) takes a name and two numbers each, but "
                        + Arrays.asList(more).subList(i, Math.min(i + 3, more.length))
                        + " was given; write ranges(\"age\", 0, 120, \"chol\", 100, 600)");
            }
            all.add(new Features.ColumnRange(name, from.doubleValue(), to.doubleValue()));
        }
        return Features.ranges(all);
    }

    /**
     * Numeric features taken from a known range to [0, 1]: a party tells the names of its columns and classes alone.
     *
     * <p>Example: {@code csv("pixels.csv").target("digit").features(range(0, 255))}
     *
     * @param low the value that becomes 0
     * @param high the value that becomes 1, above {@code low}
     * @return a choice that refuses text columns and missing values, in {@code split}, with a DataException
     * @throws dev.parley.fault.DataException unless the range runs from a finite number to a greater one
     */
    public static Features range(double low, double high) {
        return Features.range(low, high);
    }
}
