package dev.parley.partition;

import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Skews the sizes by a law: shuffled rows are cut in shares of it, at least one row a party.
 *
 * <p>The row that a party lacks to have one is taken from the largest.
 *
 * @param law of the sizes
 */
public record SizesByLaw(SizeLaw law) implements Partition {
    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        int[] all = IntStream.range(0, rows.size()).toArray();
        seed.at("law rows").shuffle(all);
        double[] sizes = law.sizes(parties, seed.at("law"));
        double sum = DoubleStream.of(sizes).sum();
        if (!Double.isFinite(sum)) {
            throw new DataException(this + ": the sizes of " + parties
                    + " parties grow beyond all numbers; take a milder law, or fewer parties");
        }
        int[] ends = new int[parties + 1];
        double upTo = 0;
        for (int party = 0; party < parties; party++) {
            upTo += sizes[party];
            ends[party + 1] = party == parties - 1 ? rows.size() : (int) Math.round(rows.size() * upTo / sum);
        }
        int[] counts = IntStream.range(0, parties)
                .map(party -> ends[party + 1] - ends[party])
                .toArray();
        for (int party = 0; party < parties; party++) {
            while (counts[party] < 1) {
                int largest = 0;
                for (int other = 1; other < parties; other++) {
                    largest = counts[other] > counts[largest] ? other : largest;
                }
                counts[largest]--;
                counts[party]++;
            }
        }
        int[] from = new int[] {0};
        return Arrays.stream(counts)
                .mapToObj(count -> Arrays.copyOfRange(all, from[0], from[0] += count))
                .toList();
    }

    @Override
    public String toString() {
        return "quantitySkew(" + law + ")";
    }
}
