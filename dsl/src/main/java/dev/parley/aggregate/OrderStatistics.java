package dev.parley.aggregate;

import dev.parley.aggregate.SortingNetwork.Comparator;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of the from-th to the (to - 1)-th smallest number of each coordinate, over K vectors; summed in double, in an
 * order that the number of vectors decides, and rounded once.
 *
 * <p>Works through blocks of coordinates by a network whose comparators run along a block, which the compiler
 * vectorizes. Floats are compared as integers whose order is theirs, with -0 below 0.
 */
final class OrderStatistics {
    /** Coordinates of a block: long enough to repay a comparator's call, short enough for a core's second cache. */
    private static final int WIDTH = 704;

    /** Numbers of a block at most. */
    private static final int BLOCK = 1 << 20;

    private final int[][] rows;
    private final double[] sums;
    private final SortingNetwork network;

    private OrderStatistics(int k, int width, int from, int to) {
        rows = new int[k][width];
        sums = new double[width];
        network = SortingNetwork.of(k, from, to);
    }

    /** The mean of a range of order statistics of the updates' deltas, a new vector. */
    static ParamVector mean(Updates updates, int from, int to) {
        List<ParamVector> vectors =
                updates.list().stream().map(update -> update.delta()).toList();
        ParamVector result = vectors.get(0).times(1);
        int width = Math.max(32, Math.min(WIDTH, BLOCK / vectors.size() / 16 * 16));
        OrderStatistics block = new OrderStatistics(vectors.size(), width, from, to);
        float[] floats = new float[width];
        for (int at = 0; at < result.length(); at += width) {
            int n = Math.min(width, result.length() - at);
            for (int k = 0; k < vectors.size(); k++) {
                vectors.get(k).read(at, floats, 0, n);
                keys(floats, block.rows[k], n);
            }
            block.sum(n);
            for (int i = 0; i < n; i++) {
                floats[i] = (float) (block.sums[i] / (to - from));
            }
            result.write(at, floats, 0, n);
        }
        return result;
    }

    /** Integers in the order of the floats. */
    private static void keys(float[] floats, int[] into, int n) {
        for (int i = 0; i < n; i++) {
            int bits = Float.floatToRawIntBits(floats[i]);
            into[i] = bits ^ ((bits >> 31) >>> 1);
        }
    }

    private void sum(int n) {
        for (Comparator each : network.comparators()) {
            int[] a = rows[each.low()];
            int[] b = rows[each.high()];
            if (each.keepsLow() && each.keepsHigh()) {
                exchange(a, b, n);
            } else if (each.keepsLow()) {
                lower(a, b, n);
            } else {
                higher(a, b, n);
            }
        }
        Arrays.fill(sums, 0, n, -0.0); // to which -0 can be added, and stays what it is
        for (int row : network.rows()) {
            add(rows[row], n);
        }
    }

    private void add(int[] keys, int n) {
        for (int i = 0; i < n; i++) {
            int key = keys[i];
            sums[i] += Float.intBitsToFloat(key ^ ((key >> 31) >>> 1));
        }
    }

    // Without a branch, and without min and max of integers, which JDK 17 does not vectorize: t is x ^ y where x is
    // the larger, else 0; the sign of x - y is corrected for overflow.
    private static void exchange(int[] a, int[] b, int n) {
        for (int i = 0; i < n; i++) {
            int x = a[i];
            int y = b[i];
            int d = x - y;
            int e = x ^ y;
            int t = e & ((d ^ (e & (d ^ x))) >> 31);
            a[i] = y ^ t;
            b[i] = x ^ t;
        }
    }

    private static void lower(int[] a, int[] b, int n) {
        for (int i = 0; i < n; i++) {
            int x = a[i];
            int y = b[i];
            int d = x - y;
            int e = x ^ y;
            a[i] = y ^ (e & ((d ^ (e & (d ^ x))) >> 31));
        }
    }

    private static void higher(int[] a, int[] b, int n) {
        for (int i = 0; i < n; i++) {
            int x = a[i];
            int y = b[i];
            int d = x - y;
            int e = x ^ y;
            b[i] = x ^ (e & ((d ^ (e & (d ^ x))) >> 31));
        }
    }
}
