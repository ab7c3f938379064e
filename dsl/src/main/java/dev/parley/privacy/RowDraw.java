package dev.parley.privacy;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Batches that each row joins by itself with the same probability (Poisson sampling); one may be empty, or hold all rows. */
final class RowDraw {
    private static final int BITS = 63;

    private final int[] rows;
    private final long below;
    private final UniformRandomProvider random;

    /**
     * Batches of a party.
     *
     * @param size of all its rows
     * @param q probability, above 0 and at most 1
     */
    RowDraw(int size, double q, UniformRandomProvider random) {
        this.rows = new int[size];
        this.below = q < 1 ? (long) Math.scalb(q, BITS) : Long.MAX_VALUE;
        this.random = random;
    }

    /** Draws a batch; its rows lie at the beginning of {@link #rows}, in order. */
    int next() {
        int count = 0;
        if (below == Long.MAX_VALUE) {
            Arrays.setAll(rows, row -> row);
            return rows.length;
        }
        for (int row = 0; row < rows.length; row++) {
            rows[count] = row; // stays only where the next one does not replace it
            count += random.nextLong() >>> 1 < below ? 1 : 0;
        }
        return count;
    }

    /** Rows of the batch that was drawn last; always the same array. */
    int[] rows() {
        return rows;
    }
}
