package dev.parley.cohort;

import dev.parley.num.Seed;
import java.util.stream.IntStream;

/** All parties, in every round. */
public record Everyone() implements Participation {
    @Override
    public int[] draw(int round, int parties, Seed seed) {
        return IntStream.range(0, parties).toArray();
    }

    @Override
    public int size(int parties) {
        return parties;
    }

    @Override
    public String toString() {
        return "everyone()";
    }
}
