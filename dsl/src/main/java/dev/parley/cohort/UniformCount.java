package dev.parley.cohort;

import dev.parley.fault.Check;
import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A number of parties, drawn uniformly without replacement each round.
 *
 * @param count how many, at least 1
 */
public record UniformCount(int count) implements Participation {
    public UniformCount {
        Check.atLeastOne("cohort(n)", count);
    }

    @Override
    public int[] draw(int round, int parties, Seed seed) {
        return draw(size(parties), round, parties, seed);
    }

    @Override
    public int size(int parties) {
        return Math.min(count, parties);
    }

    static int[] draw(int size, int round, int parties, Seed seed) {
        int[] all = IntStream.range(0, parties).toArray();
        seed.at("cohort", round).shuffle(all);
        int[] drawn = Arrays.copyOf(all, size);
        Arrays.sort(drawn);
        return drawn;
    }

    @Override
    public String toString() {
        return "cohort(" + count + ")";
    }
}
