package dev.parley.cohort;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Parties in turn: the first of a queue, who then go to its end, so that each is drawn once before any is drawn twice.
 *
 * <p>The seed draws the order of the queue. Of parties that are not always there, as with {@code available(..)}, the first
 * that are; others keep their place. The coordinator remembers 4 bytes a party.
 *
 * @param count how many a round; 0 is a tenth of the parties, at least 1
 */
public record RoundRobin(int count) implements TenthOrCount {
    private static final String QUEUE = "queue";

    public RoundRobin {
        TenthOrCount.check("roundRobin", count);
    }

    @Override
    public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        int[] tickets = tickets(here);
        int[] drawn = IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> tickets[all.get(i).index()]))
                .limit(size(all.size()))
                .mapToInt(Integer::intValue)
                .toArray();
        int end = IntStream.of(tickets).max().orElse(0);
        for (int i : drawn) {
            tickets[all.get(i).index()] = ++end;
        }
        ByteBuffer kept = ByteBuffer.allocate(Integer.BYTES * tickets.length);
        kept.asIntBuffer().put(tickets);
        here.memory().put(QUEUE, kept.array());
        Arrays.sort(drawn);
        return drawn;
    }

    /** Each party's number in the queue, the lowest first. */
    private static int[] tickets(CoordinatorSide here) {
        int[] tickets = new int[here.population()];
        Optional<byte[]> kept = here.memory().bytes(QUEUE);
        if (kept.isPresent()) {
            ByteBuffer.wrap(kept.get()).asIntBuffer().get(tickets);
            return tickets;
        }
        int[] order = IntStream.range(0, tickets.length).toArray();
        here.draws().named("round robin").shuffle(order);
        for (int place = 0; place < order.length; place++) {
            tickets[order[place]] = place;
        }
        return tickets;
    }

    @Override
    public String word() {
        return "roundRobin";
    }

    @Override
    public RoundRobin sized(int n) {
        return new RoundRobin(n);
    }

    @Override
    public String toString() {
        return said();
    }
}
