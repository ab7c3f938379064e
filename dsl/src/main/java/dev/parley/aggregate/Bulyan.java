package dev.parley.aggregate;

import dev.parley.fault.PlanException;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Selects n - 2 f updates by repeated {@link Krum}, the winner leaving each time, and takes of each coordinate the mean of
 * the n - 4 f numbers nearest to its median (El Mhamdi, Guerraoui and Rouault, ICML 2018, section 4).
 *
 * <p>Needs n of at least 4 f + 3. Flower selects in one pass of Multi-Krum, which is not the paper's. Holds all updates of
 * a round; costs n^2 / 2 products, and a sort of each coordinate.
 *
 * @param f updates that may be bad, at least 0
 */
public record Bulyan(int f) implements Aggregation {
    private static final int BLOCK = 4096;

    public Bulyan {
        if (f < 0) {
            throw new PlanException(
                    "bulyan(f) needs the number of updates that may be bad, at least 0, but " + f + " was given");
        }
    }

    @Override
    public ParamVector aggregate(Updates updates) {
        int n = updates.size();
        int selected = Math.max(1, n - 2 * f);
        Distances distances = Distances.of(updates);
        List<Integer> left = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        List<Update> chosen = new ArrayList<>();
        while (chosen.size() < selected) {
            Integer best = distances.best(left, f);
            left.remove(best);
            chosen.add(updates.list().get(best));
        }
        return nearMedian(chosen, Math.max(1, selected - 2 * f));
    }

    /** Takes of each coordinate the mean of the numbers nearest to its median; of two as near, the smaller one. */
    private static ParamVector nearMedian(List<Update> chosen, int nearest) {
        int k = chosen.size();
        ParamVector result = chosen.get(0).delta().copy();
        float[][] rows = new float[k][BLOCK];
        float[] out = new float[BLOCK];
        double[] column = new double[k];
        for (int at = 0; at < result.length(); at += BLOCK) {
            int count = Math.min(BLOCK, result.length() - at);
            for (int row = 0; row < k; row++) {
                chosen.get(row).delta().read(at, rows[row], 0, count);
            }
            for (int i = 0; i < count; i++) {
                for (int row = 0; row < k; row++) {
                    column[row] = rows[row][i];
                }
                Arrays.sort(column);
                out[i] = (float) meanNearMedian(column, nearest);
            }
            result.write(at, out, 0, count);
        }
        return result;
    }

    private static double meanNearMedian(double[] sorted, int nearest) {
        int k = sorted.length;
        double median = k % 2 == 1 ? sorted[k / 2] : (sorted[k / 2 - 1] + sorted[k / 2]) / 2;
        int from = 0;
        int to = k;
        while (to - from > nearest) {
            if (median - sorted[from] > sorted[to - 1] - median) {
                from++;
            } else {
                to--;
            }
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += sorted[i];
        }
        return sum / (to - from);
    }

    @Override
    public int least() {
        return 4 * f + 3;
    }

    @Override
    public boolean withstands() {
        return true;
    }

    @Override
    public String toString() {
        return "bulyan(" + f + ")";
    }
}
