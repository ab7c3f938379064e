package dev.parley.aggregate;

import dev.parley.aggregate.SortingNetwork.Comparator;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of the from-th to the (to - 1)-th smallest number of each coordinate, over K vectors; summed in double and
 * rounded once.
 *
 * <p>Works through blocks of coordinates that stay in a core's second cache. Up to {@value #NETWORK} vectors are sorted
 * by a network whose comparators run along a block, which the compiler vectorizes; more, coordinate by coordinate.
 * Floats are compared as integers whose order is theirs, with -0 below 0. The result has the same bits whichever way it
 * is found.
 */
final class OrderStatistics {
    static final int NETWORK = 256;

    /** Numbers of a block, which stay in a core's second cache. */
    private static final int BLOCK = 1 << 15;

    private OrderStatistics() {}

    /** The mean of a range of order statistics of the updates' deltas, a new vector. */
    static ParamVector mean(Updates updates, int from, int to) {
        List<ParamVector> vectors =
                updates.list().stream().map(update -> update.delta()).toList();
        ParamVector result = vectors.get(0).times(1);
        int width = width(vectors.size());
        Block block = vectors.size() <= NETWORK
                ? new ByNetwork(vectors.size(), width, from, to)
                : new ByColumns(vectors.size(), width, from, to);
        float[] floats = new float[width];
        for (int at = 0; at < result.length(); at += width) {
            int n = Math.min(width, result.length() - at);
            for (int k = 0; k < vectors.size(); k++) {
                vectors.get(k).read(at, floats, 0, n);
                keys(floats, block.rows[k], n);
            }
            block.sums(n);
            for (int i = 0; i < n; i++) {
                floats[i] = (float) (block.sums[i] / (to - from));
            }
            result.write(at, floats, 0, n);
        }
        return result;
    }

    /** Coordinates of a block: whole vectors of the processor, and no more than repay the calls. */
    private static int width(int k) {
        return Math.max(32, Math.min(1024, BLOCK / k / 16 * 16));
    }

    /** Integers in the order of the floats. */
    private static void keys(float[] floats, int[] into, int n) {
        for (int i = 0; i < n; i++) {
            int bits = Float.floatToRawIntBits(floats[i]);
            into[i] = bits ^ ((bits >> 31) >>> 1);
        }
    }

    private static float value(int key) {
        return Float.intBitsToFloat(key ^ ((key >> 31) >>> 1));
    }

    /** K x width keys, and the sums of what is wanted of each column. */
    private abstract static class Block {
        final int[][] rows;
        final double[] sums;

        Block(int k, int width) {
            rows = new int[k][width];
            sums = new double[width];
        }

        abstract void sums(int n);
    }

    private static final class ByNetwork extends Block {
        private final SortingNetwork network;

        ByNetwork(int k, int width, int from, int to) {
            super(k, width);
            this.network = SortingNetwork.of(k, from, to);
        }

        @Override
        void sums(int n) {
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

    private static final class ByColumns extends Block {
        private final int[] column;
        private final int from;
        private final int to;

        ByColumns(int k, int width, int from, int to) {
            super(k, width);
            this.column = new int[k];
            this.from = from;
            this.to = to;
        }

        @Override
        void sums(int n) {
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < column.length; k++) {
                    column[k] = rows[k][i];
                }
                Arrays.sort(column);
                double sum = -0.0;
                for (int k = from; k < to; k++) {
                    sum += value(column[k]);
                }
                sums[i] = sum;
            }
        }
    }
}
