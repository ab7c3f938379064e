package dev.parley.example;

import java.nio.ByteBuffer;

/**
 * Some rows of larger ones, numbered anew from 0; the others cannot be reached through it.
 *
 * <p>Costs a look-up a row, and no copy of the rows.
 */
public final class OwnRows implements Examples {
    private final Examples all;
    private final int[] rows;

    private OwnRows(Examples all, int[] rows) {
        this.all = all;
        this.rows = rows;
    }

    /**
     * A view of some rows.
     *
     * @param rows their indices in {@code all}; copied
     */
    public static Examples of(Examples all, int[] rows) {
        for (int row : rows) {
            if (row < 0 || row >= all.size()) {
                throw new IndexOutOfBoundsException("row " + row + " of " + all.size());
            }
        }
        return new OwnRows(all, rows.clone());
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int width() {
        return all.width();
    }

    @Override
    public void read(int[] own, int from, int count, float[] into) {
        all.read(places(own, from, count), 0, count, into);
    }

    @Override
    public boolean readBytes(int[] own, int from, int count, ByteBuffer into) {
        return all.readBytes(places(own, from, count), 0, count, into);
    }

    @Override
    public float target(int row) {
        return all.target(rows[row]);
    }

    private int[] places(int[] own, int from, int count) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = rows[own[from + i]];
        }
        return places;
    }
}
