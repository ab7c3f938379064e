package dev.parley.partition;

import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import dev.parley.table.Target;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Shares of the rows for training and for validation; the rest is for the test.
 *
 * @param train between 0 and 1
 * @param valid from 0
 */
public record HoldOut(double train, double valid) {
    /** The rows of each part, rising. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Parts(int[] train, int[] valid, int[] test) {}

    public static final HoldOut DEFAULT = new HoldOut(0.8, 0);

    public static HoldOut trainTest(double train) {
        if (!(train > 0 && train < 1)) {
            throw new DataException("trainTest(" + train + "): the share of training rows must lie between 0 and 1,"
                    + " both excluded; 0.8 is usual");
        }
        return new HoldOut(train, 0);
    }

    public static HoldOut trainValidTest(double train, double valid) {
        if (!(train > 0 && valid > 0 && train + valid < 1)) {
            throw new DataException("trainValidTest(" + train + ", " + valid + "): both shares must be above 0 and"
                    + " leave test rows, so their sum must be below 1; 0.7 and 0.1 are usual");
        }
        return new HoldOut(train, valid);
    }

    /**
     * Deals the rows of a data set, group by group, so that each part has its share of each group to within a row; one
     * row of a group at least is for training.
     *
     * @param officialTest whether the test rows are set apart already: then none of these are held out for it
     */
    public Parts deal(Target target, boolean officialTest, Seed seed) {
        double validShare = officialTest ? valid / (train + valid) : valid;
        double testShare = officialTest ? 0 : 1 - train - valid;
        int[] groups = target.groups();
        int[] part = new int[groups.length];
        int seen = 0;
        int validated = 0;
        int tested = 0;
        for (int g = 0; g < target.groupCount(); g++) {
            int group = g;
            int[] rows = IntStream.range(0, groups.length)
                    .filter(row -> groups[row] == group)
                    .toArray();
            seed.at("hold-out", g).shuffle(rows);
            seen += rows.length;
            // rounding the running total, not each group, keeps the whole exact with many small groups
            int test = Math.max(0, Math.min(rows.length - 1, (int) Math.round(seen * testShare) - tested));
            int checks = Math.max(0, Math.min(rows.length - 1 - test, (int) Math.round(seen * validShare) - validated));
            Arrays.stream(rows, 0, test).forEach(row -> part[row] = 2);
            Arrays.stream(rows, test, test + checks).forEach(row -> part[row] = 1);
            tested += test;
            validated += checks;
        }
        return new Parts(of(part, 0), of(part, 1), of(part, 2));
    }

    private static int[] of(int[] part, int wanted) {
        return IntStream.range(0, part.length)
                .filter(row -> part[row] == wanted)
                .toArray();
    }

    @Override
    public String toString() {
        return valid == 0 ? "trainTest(" + train + ")" : "trainValidTest(" + train + ", " + valid + ")";
    }
}
