package dev.parley.partition;

import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;

/** Shuffles the rows, then deals them evenly: parties differ by one row at most. */
public record Iid() implements Partition {
    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        int[] all = IntStream.range(0, rows.size()).toArray();
        seed.at("iid").shuffle(all);
        return Deal.evenly(all, parties);
    }

    @Override
    public String toString() {
        return "iid()";
    }
}
