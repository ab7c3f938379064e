package dev.parley.example;

/**
 * Rows that are known by their number alone, as they lie elsewhere.
 *
 * @param where says so, for whoever reads one
 */
public record AbsentRows(int size, int width, String where) implements Examples {
    @Override
    public void read(int[] rows, int from, int count, float[] into) {
        throw new dev.parley.fault.DataException(where);
    }

    @Override
    public float target(int row) {
        throw new dev.parley.fault.DataException(where);
    }
}
