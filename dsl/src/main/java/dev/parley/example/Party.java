package dev.parley.example;

/**
 * One owner of data and the rows it holds; only what runs on the party's side may look at them.
 *
 * @param index its place in the split, from 0
 * @param name for instance {@code party-1}
 * @param examples the rows of the whole split, shared in memory by all simulated parties
 * @param rows the indices of this party's rows; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Party(int index, String name, Examples examples, int[] rows) {
    /** Number of this party's rows. */
    public int size() {
        return rows.length;
    }

    @Override
    public String toString() {
        return name + " (" + size() + " rows)";
    }
}
