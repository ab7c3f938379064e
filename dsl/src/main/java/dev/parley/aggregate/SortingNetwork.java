package dev.parley.aggregate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Comparators that part n rows into the smallest, a range of ranks, and the largest, number by number.
 *
 * <p>Batcher's odd-even merging for any n (Knuth, The Art of Computer Programming 3, section 5.3.4): about
 * n (log2 n)^2 / 4 comparators, each of which leaves the smaller number in one row and the larger in another. Those are
 * left out that nothing in the range depends on, and those that only order the range within itself.
 *
 * @param comparators in order
 * @param rows the rows that hold the numbers of the range afterwards, in no order
 */
record SortingNetwork(List<Comparator> comparators, List<Integer> rows) {
    /**
     * Compares two rows, number by number.
     *
     * @param low takes the smaller numbers, where they are needed
     * @param high takes the larger ones, where they are needed
     * @param keepsLow whether the smaller ones are needed
     * @param keepsHigh whether the larger ones are needed
     */
    record Comparator(int low, int high, boolean keepsLow, boolean keepsHigh) {}

    /** Parts n rows as far as the from-th to the (to - 1)-th smallest need it, counted from 0. */
    static SortingNetwork of(int n, int from, int to) {
        List<Comparator> all = new ArrayList<>();
        int[] ids = new int[n];
        Arrays.setAll(ids, i -> i);
        int[] order = sort(ids, all);
        boolean[] needed = new boolean[n];
        boolean[] isInRange = new boolean[n]; // and whichever of the range's numbers it holds
        List<Integer> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            needed[order[i]] = true;
            isInRange[order[i]] = true;
            rows.add(order[i]);
        }
        Deque<Comparator> kept = new ArrayDeque<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            Comparator each = all.get(i);
            boolean low = needed[each.low];
            boolean high = needed[each.high];
            if (isInRange[each.low] && isInRange[each.high]) {
                continue;
            }
            if (low || high) {
                kept.addFirst(new Comparator(each.low, each.high, low, high));
                needed[each.low] = true;
                needed[each.high] = true;
                isInRange[each.low] = false;
                isInRange[each.high] = false;
            }
        }
        return new SortingNetwork(List.copyOf(kept), rows);
    }

    /** Sorts some rows; answers them in the order of their numbers. */
    private static int[] sort(int[] rows, List<Comparator> into) {
        if (rows.length <= 1) {
            return rows;
        }
        int half = (rows.length + 1) / 2;
        int[] first = sort(Arrays.copyOf(rows, half), into);
        int[] second = sort(Arrays.copyOfRange(rows, half, rows.length), into);
        return merge(first, second, into);
    }

    /** Merges two sorted lists of rows. */
    private static int[] merge(int[] a, int[] b, List<Comparator> into) {
        if (a.length == 0 || b.length == 0) {
            return a.length == 0 ? b : a;
        }
        if (a.length == 1 && b.length == 1) {
            into.add(new Comparator(a[0], b[0], true, true));
            return new int[] {a[0], b[0]};
        }
        int[] even = merge(everySecond(a, 0), everySecond(b, 0), into);
        int[] odd = merge(everySecond(a, 1), everySecond(b, 1), into);
        int[] merged = new int[a.length + b.length];
        int n = 0;
        merged[n++] = even[0];
        int i = 0;
        for (; i < odd.length && i + 1 < even.length; i++) {
            into.add(new Comparator(odd[i], even[i + 1], true, true));
            merged[n++] = odd[i];
            merged[n++] = even[i + 1];
        }
        for (int j = i; j < odd.length; j++) {
            merged[n++] = odd[j];
        }
        for (int j = i + 1; j < even.length; j++) {
            merged[n++] = even[j];
        }
        return merged;
    }

    private static int[] everySecond(int[] rows, int from) {
        int[] some = new int[(rows.length - from + 1) / 2];
        Arrays.setAll(some, i -> rows[from + 2 * i]);
        return some;
    }
}
