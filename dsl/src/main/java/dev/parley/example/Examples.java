package dev.parley.example;

import java.nio.ByteBuffer;

/**
 * Numeric rows with their targets, held in memory once and read by index: a party is a list of these indices.
 *
 * <p>Implementations are immutable and safe to read from many threads.
 */
public interface Examples {
    /** Value of one step of a byte: white is 1. */
    float BYTE = 1f / 255f;

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

    /**
     * Copies the features of some rows as bytes, where they are kept so.
     *
     * <p>A byte b, unsigned, stands for the feature b x {@value #BYTE}, just as {@link #read} gives it.
     *
     * @param into takes count x d bytes from its index 0, in C order; a buffer of this thread
     * @return whether it was done; false where features are no bytes, and {@code into} is as before
     */
    default boolean readBytes(int[] rows, int from, int count, ByteBuffer into) {
        return false;
    }

    /** The target of a row: the class's index, or the value to be predicted. */
    float target(int row);
}
