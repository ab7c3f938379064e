package dev.parley.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows in the order of a score, the highest first, with counts at each different score: of these are made ROC and
 * precision-recall curves.
 *
 * @param scores different ones, falling
 * @param hits positive rows with that score or a higher one
 * @param misses negative rows with that score or a higher one
 */
@SuppressWarnings("ArrayRecordComponent")
public record Ranking(double[] scores, int[] hits, int[] misses) {
    /** Ranks rows by their scores. */
    public static Ranking of(boolean[] positive, double[] scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] different = new double[order.length];
        int[] hits = new int[order.length];
        int[] misses = new int[order.length];
        int n = 0;
        for (int i = 0; i < order.length; i++) {
            boolean same = i > 0 && scores[order[i]] == scores[order[i - 1]];
            int at = same ? n - 1 : n++;
            different[at] = scores[order[i]];
            hits[at] = (same ? hits[at] : at == 0 ? 0 : hits[at - 1]) + (positive[order[i]] ? 1 : 0);
            misses[at] = (same ? misses[at] : at == 0 ? 0 : misses[at - 1]) + (positive[order[i]] ? 0 : 1);
        }
        return new Ranking(Arrays.copyOf(different, n), Arrays.copyOf(hits, n), Arrays.copyOf(misses, n));
    }

    /** Number of positive rows. */
    public int positives() {
        return hits.length == 0 ? 0 : hits[hits.length - 1];
    }

    /** Number of negative rows. */
    public int negatives() {
        return misses.length == 0 ? 0 : misses[misses.length - 1];
    }

    /** The share of positive rows found where all from the i-th score on are called positive. */
    public double recall(int i) {
        return (double) hits[i] / positives();
    }

    /** The share of positive rows among these. */
    public double precision(int i) {
        return (double) hits[i] / (hits[i] + misses[i]);
    }

    /** The share of negative rows that are called positive then. */
    public double falseAlarms(int i) {
        return (double) misses[i] / negatives();
    }

    /**
     * The share of positive rows among those of the highest scores, for instance what 100 checks would find; rows of an
     * equal score count only where all of them do.
     *
     * @param rows at most so many
     */
    public double recallAmong(int rows) {
        int found = 0;
        for (int i = 0; i < scores.length && hits[i] + misses[i] <= rows; i++) {
            found = hits[i];
        }
        return (double) found / positives();
    }

    /**
     * Area under the ROC curve: the share of pairs of a positive and a negative row in the right order, equal scores for
     * half. NaN where all rows are positive, or none.
     */
    public double auc() {
        double pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            int hit = hits[i] - (i == 0 ? 0 : hits[i - 1]);
            int miss = misses[i] - (i == 0 ? 0 : misses[i - 1]);
            pairs += hit * (negatives() - misses[i] + miss / 2.0);
        }
        return pairs / ((double) positives() * negatives());
    }

    /**
     * Average precision: the sum over different scores of the gain in recall times the precision there, without
     * interpolation. NaN where no row is positive.
     */
    public double averagePrecision() {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += (hits[i] - (i == 0 ? 0 : hits[i - 1])) * precision(i);
        }
        return sum / positives();
    }
}
