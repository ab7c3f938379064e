package dev.parley.layer.internal.blas;

/** Places of some rows that may be other than 0, as runs of columns. */
public interface ColumnRuns {
    /** All of them. */
    static ColumnRuns all(int width) {
        int[] ends = {0, width};
        return new ColumnRuns() {
            @Override
            public int look(int row, int n, int gap) {
                return ends.length;
            }

            @Override
            public int[] ends() {
                return ends;
            }

            @Override
            public boolean mayBeFew() {
                return false;
            }
        };
    }

    /**
     * Looks at rows {@code row .. row + n - 1}: outside the runs found all are 0.
     *
     * @param gap so many columns of zeros do not end a run
     * @return how many numbers of {@link #ends} it has filled
     */
    int look(int row, int n, int gap);

    /** First and last column (exclusive) of each run, ascending; always the same array. */
    int[] ends();

    /** Tells whether it can be worth while to look at few rows at a time. */
    boolean mayBeFew();
}
