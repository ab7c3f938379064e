package dev.parley.partition;

import dev.parley.fault.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Common steps of partitions: cutting rows into slices, and drawing again until nobody is left with too few. */
public final class Deal {
    private static final int DRAWS = 1000;

    private Deal() {}

    /** Consecutive slices whose lengths differ by one at most. */
    public static List<int[]> evenly(int[] rows, int parts) {
        List<int[]> slices = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            slices.add(slice(rows, i, parts));
        }
        return slices;
    }

    static int[] slice(int[] rows, int part, int parts) {
        return Arrays.copyOfRange(
                rows, (int) ((long) part * rows.length / parts), (int) ((part + 1L) * rows.length / parts));
    }

    /** Consecutive slices in the given shares, which sum to 1. */
    static List<int[]> inShares(int[] rows, double[] shares) {
        List<int[]> slices = new ArrayList<>();
        double sum = 0;
        int from = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i];
            int to = i == shares.length - 1 ? rows.length : Math.min(rows.length, (int) (sum * rows.length));
            slices.add(Arrays.copyOfRange(rows, from, to));
            from = to;
        }
        return slices;
    }

    static int[] join(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }

    /**
     * The first draw in which every party has enough rows.
     *
     * @param draw makes the draw of a number from 0
     * @param advice what to do where none of 1000 draws will do
     */
    static List<int[]> untilEnough(
            Rows rows,
            int parties,
            int minRows,
            Partition asked,
            IntFunction<List<int[]>> draw,
            Supplier<String> advice) {
        if ((long) parties * minRows > rows.size()) {
            throw new DataException(asked + ": " + parties + " parties with at least " + minRows + " rows each need "
                    + (long) parties * minRows + " training rows, but there are " + rows.size()
                    + "; ask for fewer parties or lower minRows");
        }
        int best = 0;
        for (int i = 0; i < DRAWS; i++) {
            List<int[]> drawn = draw.apply(i);
            int fewest = drawn.stream().mapToInt(part -> part.length).min().orElse(0);
            if (fewest >= minRows) {
                return drawn;
            }
            best = Math.max(best, fewest);
        }
        throw new DataException(asked + ": in " + DRAWS + " draws of " + rows.size() + " rows over " + parties
                + " parties somebody always had fewer than " + minRows + " row" + (minRows == 1 ? "" : "s")
                + " (at best " + best + "); " + advice.get());
    }

    static int checkMinRows(int minRows) {
        if (minRows < 1) {
            throw new DataException("minRows(" + minRows + "): a party needs at least 1 row; ask for 1 or more");
        }
        return minRows;
    }

    static double checkConcentration(String word, double alpha) {
        // beyond these gamma variates underflow or overflow, and no draw would ever come out
        if (!(alpha >= 1e-4 && alpha <= 1e6)) {
            throw new DataException(word + "(" + alpha + "): the concentration must lie between 0.0001 and 1000000;"
                    + " 0.1 makes parties very different, 100 nearly equal");
        }
        return alpha;
    }

    static String minRowsText(int minRows) {
        return minRows == 1 ? "" : ".minRows(" + minRows + ")";
    }
}
