package dev.parley.feature;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
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
     * Summary of numbers, as whole sums that add up exactly in any order: a number x stands as q, the whole number nearest to 2^64 x.
     *
     * <p>Mean and standard deviation are then those of all q together, and each off by at most 2^-65 from that of the numbers;
     * numbers of 2^-11 and more in size are exact.
     *
     * @param count of the values that are there
     * @param sum of q
     * @param squares sum of q^2
     */
    record Sums(long count, BigInteger sum, BigInteger squares, long missing) implements Summary {
        /** Numbers are multiples of 2^-64. */
        static final int POINT = 64;

        /** Numbers are below 2^63 in size. */
        static final double RANGE = 0x1p63;

        /** The largest number of a column has to be at least so large, so that enough of its digits are kept. */
        static final double LEAST = 0x1p-44;

        private static final MathContext DIGITS = new MathContext(60);

        static final Sums NOTHING = new Sums(0, BigInteger.ZERO, BigInteger.ZERO, 0);

        @Override
        public Summary plus(Summary other) {
            Sums more = (Sums) other;
            return new Sums(count + more.count, sum.add(more.sum), squares.add(more.squares), missing + more.missing);
        }

        /** Counts, mean and standard deviation, with one rounding each: n sum q^2 - (sum q)^2 is exact. */
        Numbers numbers() {
            if (count == 0) {
                return new Numbers(0, 0, 0, missing);
            }
            BigDecimal n = BigDecimal.valueOf(count);
            BigInteger spread = BigInteger.valueOf(count).multiply(squares).subtract(sum.multiply(sum));
            return new Numbers(count, scaled(sum, POINT, n), scaled(spread, 2 * POINT, n), missing);
        }

        private static double scaled(BigInteger value, int point, BigDecimal by) {
            return new BigDecimal(value)
                    .divide(new BigDecimal(BigInteger.ONE.shiftLeft(point)).multiply(by), DIGITS)
                    .doubleValue();
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
