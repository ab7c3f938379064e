package dev.parley.cohort;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.List;
import java.util.stream.IntStream;

/** All parties, in every round. */
public record Everyone() implements Participation {
    @Override
    public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        return IntStream.range(0, all.size()).toArray();
    }

    @Override
    public double expected(int parties) {
        return parties;
    }

    @Override
    public String toString() {
        return "everyone()";
    }
}
