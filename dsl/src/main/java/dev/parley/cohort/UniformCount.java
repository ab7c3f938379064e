package dev.parley.cohort;

import dev.parley.fault.Check;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        return draw(Math.min(count, all.size()), turn, all, here);
    }

    @Override
    public double expected(int parties) {
        return Math.min(count, parties);
    }

    @Override
    public Optional<String> refusal(List<String> parties) {
        return more("cohort(" + count + ")", count, parties.size(), "cohort(" + parties.size() + ")");
    }

    /** The words where a choice asks for more parties than there are. */
    static Optional<String> more(String asked, int count, int found, String instead) {
        return count <= found
                ? Optional.empty()
                : Optional.of(asked + " asks for more parties than the " + found + " there are; use " + instead
                        + " or fewer");
    }

    static int[] draw(int size, Turn turn, List<Member> all, CoordinatorSide here) {
        int[] order = IntStream.range(0, all.size()).toArray();
        here.draws().named("cohort", turn.round()).shuffle(order);
        int[] drawn = Arrays.copyOf(order, size);
        Arrays.sort(drawn);
        return drawn;
    }

    @Override
    public String toString() {
        return "cohort(" + count + ")";
    }
}
