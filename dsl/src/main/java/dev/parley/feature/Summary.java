package dev.parley.feature;

import dev.parley.table.Columns;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import tech.tablesaw.columns.Column;

/** What a party tells of one column in round 0: sums, never rows. */
sealed interface Summary {
    /** The summary of both parties' rows together. */
    Summary plus(Summary other);

    /** How many bytes it takes to send. */
    long bytes();

    /** How many values are missing. */
    long missing();

    /** The summary of some rows of a column. */
    static Summary of(Column<?> column, int[] rows) {
        return Columns.isNumber(column) ? ofNumbers(column, rows) : ofTexts(column, rows);
    }

    private static Summary ofNumbers(Column<?> column, int[] rows) {
        double[] values = new double[rows.length];
        int count = 0;
        for (int row : rows) {
            double value = Columns.number(column, row);
            if (!Double.isNaN(value)) {
                values[count++] = value;
            }
        }
        if (count == 0) {
            return new Numbers(0, 0, 0, rows.length);
        }
        // measured from the first value, so that the mean of a constant column is that constant exactly
        double above = 0;
        for (int i = 0; i < count; i++) {
            above += values[i] - values[0];
        }
        double mean = values[0] + above / count;
        double gaps = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double gap = values[i] - mean;
            gaps += gap;
            squares += gap * gap;
        }
        return new Numbers(count, mean, squares - gaps * gaps / count, rows.length - count);
    }

    private static Summary ofTexts(Column<?> column, int[] rows) {
        SortedMap<String, Long> counts = new TreeMap<>();
        long missing = 0;
        for (int row : rows) {
            if (column.isMissing(row)) {
                missing++;
            } else {
                counts.merge(column.getString(row), 1L, Long::sum);
            }
        }
        return new Texts(counts, missing);
    }

    /**
     * Of numbers. Sums of squares are kept about the mean and joined by the formula of Chan, Golub and LeVeque (1979):
     * the same information as sums and sums of squares, but nothing cancels where the mean is large.
     *
     * @param count of the values that are there
     * @param mean of them
     * @param squares the sum of the squared distances from the mean
     */
    record Numbers(long count, double mean, double squares, long missing) implements Summary {
        @Override
        public Summary plus(Summary other) {
            Numbers more = (Numbers) other;
            // also keeps a constant column's mean free of rounding, so that its deviation stays 0
            if (count == 0 || more.count == 0) {
                Numbers known = count == 0 ? more : this;
                return new Numbers(known.count, known.mean, known.squares, missing + more.missing);
            }
            long both = count + more.count;
            double gap = more.mean - mean;
            return new Numbers(
                    both,
                    mean + gap * more.count / both,
                    squares + more.squares + gap * gap * count * more.count / both,
                    missing + more.missing);
        }

        /** The population's standard deviation. */
        double sd() {
            return Math.sqrt(squares / count);
        }

        @Override
        public long bytes() {
            return 4 * Long.BYTES;
        }
    }

    /**
     * Of texts.
     *
     * @param counts how often each category occurs
     */
    record Texts(SortedMap<String, Long> counts, long missing) implements Summary {
        @Override
        public Summary plus(Summary other) {
            Texts more = (Texts) other;
            SortedMap<String, Long> both = new TreeMap<>(counts);
            more.counts.forEach((category, count) -> both.merge(category, count, Long::sum));
            return new Texts(both, missing + more.missing);
        }

        /** The category seen most; the first in sorted order of equals. */
        String mostFrequent() {
            String most = counts.firstKey();
            long times = 0;
            for (var entry : counts.entrySet()) {
                if (entry.getValue() > times) {
                    most = entry.getKey();
                    times = entry.getValue();
                }
            }
            return most;
        }

        /** A name in UTF-8 with its length before and its count behind, each category; and the missing. */
        @Override
        public long bytes() {
            long names = counts.keySet().stream()
                    .mapToLong(name -> name.getBytes(StandardCharsets.UTF_8).length)
                    .sum();
            return names + counts.size() * (long) (Integer.BYTES + Long.BYTES) + Long.BYTES;
        }
    }
}
