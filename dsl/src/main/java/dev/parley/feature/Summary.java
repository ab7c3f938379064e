package dev.parley.feature;

import java.util.SortedMap;
import java.util.TreeMap;

/** Summary of one column that a party tells in round 0: that it is there, counts and sums; never rows. */
sealed interface Summary {
    /**
     * The summary of both parties' rows together.
     *
     * @param other of the same kind
     */
    Summary plus(Summary other);

    /** Number of missing values. */
    long missing();

    /** Number of values that are there. */
    long count();

    /** A column of which nothing is learned. */
    record Plain() implements Summary {
        @Override
        public Summary plus(Summary other) {
            return this;
        }

        @Override
        public long missing() {
            return 0;
        }

        @Override
        public long count() {
            return 1;
        }
    }

    /**
     * Summary of numbers. Sums of squares are kept about the mean and joined by the formula of Chan, Golub and LeVeque
     * (1979): the same information as sums and sums of squares, but nothing cancels where the mean is large.
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
    }

    /**
     * Summary of texts.
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

        @Override
        public long count() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
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
    }
}
