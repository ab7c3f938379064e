package dev.parley.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.num.CipherRandom;
import dev.parley.num.Seed;
import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/** Batches by their law: seeds are fixed; another one would raise each alarm once in a million times. */
class RowDrawTest {
    private static final double FALSE_ALARM = 1e-6;

    /** Sizes are binomial, where batches of one size, or of shuffled rows, would not be. */
    @Test
    void theSizesOfBatchesAreBinomial() {
        int rows = 20;
        int draws = 50_000;
        RowDraw draw = new RowDraw(rows, 0.1, CipherRandom.of(new Seed(1)));
        int most = 7;
        long[] counts = new long[most + 1];
        for (int i = 0; i < draws; i++) {
            counts[Math.min(most, draw.next())]++;
        }
        assertThat(counts[0]).isPositive();
        BinomialDistribution law = new BinomialDistribution(null, rows, 0.1);
        double distance = 0;
        for (int size = 0; size <= most; size++) {
            double p = size < most ? law.probability(size) : 1 - law.cumulativeProbability(most - 1);
            distance += Math.pow(counts[size] - draws * p, 2) / (draws * p);
        }
        assertThat(distance).isLessThan(alarm(most));
    }

    /** Two rows are together in as many batches as chance has it, and in all they come equally often. */
    @Test
    void rowsAreDrawnAlikeAndByThemselves() {
        int rows = 8;
        int draws = 40_000;
        double q = 0.3;
        RowDraw draw = new RowDraw(rows, q, CipherRandom.of(new Seed(2)));
        long[][] together = new long[rows][rows];
        for (int i = 0; i < draws; i++) {
            int count = draw.next();
            int[] batch = Arrays.copyOf(draw.rows(), count);
            assertThat(batch).isSorted().doesNotHaveDuplicates();
            for (int a : batch) {
                for (int b : batch) {
                    together[a][b]++;
                }
            }
        }
        for (int a = 0; a < rows; a++) {
            for (int b = 0; b < rows; b++) {
                double p = a == b ? q : q * q;
                assertThat(together[a][b]).isCloseTo((long) (draws * p), within((long)
                        (6 * Math.sqrt(draws * p * (1 - p)))));
            }
        }
    }

    @Test
    void withProbabilityOneAllRowsCome() {
        RowDraw draw = new RowDraw(5, 1, CipherRandom.of(new Seed(3)));
        assertThat(draw.next()).isEqualTo(5);
        assertThat(draw.rows()).containsExactly(0, 1, 2, 3, 4);
    }

    private static double alarm(int freedom) {
        return new ChiSquaredDistribution(freedom).inverseCumulativeProbability(1 - FALSE_ALARM);
    }
}
