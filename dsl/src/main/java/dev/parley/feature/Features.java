package dev.parley.feature;

import dev.parley.fault.DataException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Ways to make numbers for a model of a table's columns; images are always scaled to [0, 1].
 *
 * <p>Only {@link #standardized} needs statistics of the parties' rows, gathered before training as a federation would.
 */
public sealed interface Features {
    /**
     * Numbers by their z-score (population standard deviation; a constant becomes 0), a missing one as the mean; a text
     * as one 0 or 1 a category, in sorted order, a missing one as the most frequent. The default.
     */
    static Features standardized() {
        return new Standardized();
    }

    /** Numbers as they are. Nothing is learned from the rows, so texts and missing values are refused. */
    static Features none() {
        return new None();
    }

    /**
     * Numbers from a range known beforehand, moved to [0, 1]. Nothing is learned from the rows, so texts and missing
     * values are refused.
     *
     * @param low becomes 0
     * @param high becomes 1, above {@code low}
     */
    static Features range(double low, double high) {
        return new Range(low, high);
    }

    /**
     * Numbers from ranges known beforehand, a range a column, each moved to [0, 1]. Nothing is learned from the rows, so texts,
     * missing values and columns without a range are refused.
     *
     * @param ranges of all columns
     */
    static Features ranges(List<ColumnRange> ranges) {
        return new Ranges(ranges);
    }

    /** Tells whether what becomes of a column depends on the rows. */
    default boolean learns() {
        return this instanceof Standardized;
    }

    /**
     * A column's range.
     *
     * @param column its name
     * @param low becomes 0
     * @param high becomes 1
     */
    record ColumnRange(String column, double low, double high) {
        public ColumnRange {
            if (!(low < high && Double.isFinite(low) && Double.isFinite(high))) {
                throw new DataException("ranges(\"" + column + "\", " + low + ", " + high
                        + "): a range must run from a finite number to a greater one, such as 0, 120");
            }
        }

        @Override
        public String toString() {
            return "\"" + column + "\", " + low + ", " + high;
        }
    }

    /**
     * See {@link Features#ranges}.
     *
     * @param ranges one a column
     */
    record Ranges(List<ColumnRange> ranges) implements Features {
        public Ranges {
            ranges = List.copyOf(ranges);
        }

        /** The range of a column, where it has one. */
        Optional<ColumnRange> of(String column) {
            return ranges.stream().filter(each -> each.column().equals(column)).findFirst();
        }

        @Override
        public String toString() {
            return "ranges(" + ranges.stream().map(ColumnRange::toString).collect(Collectors.joining(", ")) + ")";
        }
    }

    /** See {@link Features#standardized}. */
    record Standardized() implements Features {
        @Override
        public String toString() {
            return "standardized()";
        }
    }

    /** See {@link Features#none}. */
    record None() implements Features {
        @Override
        public String toString() {
            return "none()";
        }
    }

    /**
     * See {@link Features#range}.
     *
     * @param low becomes 0
     * @param high becomes 1
     */
    record Range(double low, double high) implements Features {
        public Range {
            if (!(low < high && Double.isFinite(low) && Double.isFinite(high))) {
                throw new DataException("range(" + low + ", " + high
                        + "): the range must run from a finite number to a greater one; range(0, 255) suits pixels");
            }
        }

        @Override
        public String toString() {
            return "range(" + low + ", " + high + ")";
        }
    }
}
