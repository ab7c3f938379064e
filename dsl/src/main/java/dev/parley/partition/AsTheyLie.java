package dev.parley.partition;

import dev.parley.num.Seed;
import java.util.List;

/** Rows that are with their owners already, and are not dealt. */
public record AsTheyLie() implements Partition {
    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        throw new UnsupportedOperationException("rows that lie elsewhere are not dealt");
    }

    @Override
    public String toString() {
        return "as they lie";
    }
}
