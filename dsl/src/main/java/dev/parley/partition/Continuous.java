package dev.parley.partition;

import dev.parley.fault.Check;
import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import dev.parley.table.Cells;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Rows by a column of numbers, more or less strictly: each gets a score s z + (1 - s) N(0, 1), where z is its value in
 * standard deviations from the mean; rows in the order of their scores are cut evenly.
 *
 * @param column of numbers
 * @param strictness s, from 0 (by chance) to 1 (by the column alone)
 */
public record Continuous(String column, double strictness) implements Partition {
    public Continuous {
        if (!(strictness >= 0 && strictness <= 1)) {
            throw new DataException(
                    "continuous(\"" + column + "\", " + Check.text(strictness) + "): strictness lies between 0 and 1");
        }
    }

    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        List<String> texts = rows.column(column);
        double[] values = new double[texts.size()];
        for (int row = 0; row < values.length; row++) {
            if (!Cells.isNumber(texts.get(row))) {
                throw new DataException(this + ": the column holds \"" + texts.get(row)
                        + "\", which is no number; choose another one, or byColumn(\"" + column + "\")");
            }
            values[row] = Double.parseDouble(texts.get(row));
        }
        double mean = Arrays.stream(values).average().orElse(0);
        double sd = Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
        var normal = ZigguratSampler.NormalizedGaussian.of(seed.at("continuous").random());
        double[] scores = Arrays.stream(values)
                .map(value -> strictness * (sd == 0 ? 0 : (value - mean) / sd) + (1 - strictness) * normal.sample())
                .toArray();
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        return Deal.evenly(order, parties);
    }

    @Override
    public String toString() {
        return "continuous(\"" + column + "\", " + Check.text(strictness) + ")";
    }
}
