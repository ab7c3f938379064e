package dev.parley.example;

import java.nio.ByteBuffer;

/**
 * Some rows of larger ones, numbered anew from 0; the others cannot be reached through it.
 *
 * <p>Costs a look-up a row; the features are not copied, the targets are.
 */
public final class OwnRows extends Targeted {
    private final Examples all;
    private final int[] rows;

    private OwnRows(Examples all, int[] rows, float[] targets) {
        super(all.width(), targets);
        this.all = all;
        this.rows = rows;
    }

    /**
     * A view of some rows.
     *
     * @param rows their indices in {@code all}; copied
     */
    public static Examples of(Examples all, int[] rows) {
        float[] targets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= all.size()) {
                throw new IndexOutOfBoundsException("row " + rows[i] + " of " + all.size());
            }
            targets[i] = all.target(rows[i]);
        }
        return new OwnRows(all, rows.clone(), targets);
    }

    @Override
    public void read(int[] own, int from, int count, float[] into) {
        all.read(places(own, from, count), 0, count, into);
    }

    @Override
    public boolean readBytes(int[] own, int from, int count, ByteBuffer into) {
        return all.readBytes(places(own, from, count), 0, count, into);
    }

    private int[] places(int[] own, int from, int count) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = rows[own[from + i]];
        }
        return places;
    }
}
