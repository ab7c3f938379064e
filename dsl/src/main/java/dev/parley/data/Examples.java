package dev.parley.data;

/**
 * Numeric rows with their targets, held in memory once and read by index: a party is a list of these indices.
 *
 * <p>Implementations are immutable and safe to read from many threads.
 */
public interface Examples {
    /** Number of rows. */
    int size();

    /** Number of features of a row, d. */
    int width();

    /**
     * Copies the features of some rows, one row after another.
     *
     * @param rows indices of rows
     * @param from the first of them to copy
     * @param count how many to copy
     * @param into takes count x d floats from its index 0, in C order
     */
    void read(int[] rows, int from, int count, float[] into);

    /** The target of a row: the class's index, or the value to be predicted. */
    float target(int row);
}
