package dev.parley.score;

/**
 * Counts of one class: how often it was chosen and right.
 *
 * @param right rows of the class that were taken for it
 * @param chosen rows that were taken for it
 * @param support rows of the class
 */
public record ClassScore(long right, long chosen, long support) {
    /** Scores of a class in a confusion matrix, by true class, then by chosen class. */
    static ClassScore of(int[][] confusion, int c) {
        long chosen = 0;
        long support = 0;
        for (int other = 0; other < confusion.length; other++) {
            chosen += confusion[other][c];
            support += confusion[c][other];
        }
        return new ClassScore(confusion[c][c], chosen, support);
    }

    /** The share of rows taken for the class that are of it; 0 where none was. */
    public double precision() {
        return chosen == 0 ? 0 : (double) right / chosen;
    }

    /** The share of the class's rows that were taken for it; 0 where it has none. */
    public double recall() {
        return support == 0 ? 0 : (double) right / support;
    }

    /** The harmonic mean of precision and recall; 0 where both are. */
    public double f1() {
        return chosen + support == 0 ? 0 : 2.0 * right / (chosen + support);
    }
}
