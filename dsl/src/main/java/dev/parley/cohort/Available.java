package dev.parley.cohort;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Parties that are not always there: another choice draws from those that are.
 *
 * <p>By a trace a party is there in the rounds that its rows name, and in no others; by a share each is there in a round
 * with that probability, by itself. A round in which nobody is there has an update of 0.
 *
 * @param share probability of each party in each round, above 0 and at most 1
 * @param trace the rounds of each party; empty where all are the same
 * @param around the choice that draws
 */
public record Available(double share, List<Span> trace, Participation around) implements Around {
    public Available {
        if (!(share > 0) || share > 1) {
            throw new PlanException("available(share) needs a share above 0 and at most 1, but " + Check.text(share)
                    + " was given; it is the probability that a party is there in a round");
        }
        trace = List.copyOf(trace);
    }

    @Override
    public Available around(Participation other) {
        return new Available(share, trace, other);
    }

    @Override
    public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        Set<String> named = trace.stream()
                .filter(span -> span.holds(turn.round()))
                .map(Span::party)
                .collect(Collectors.toSet());
        int[] places = IntStream.range(0, all.size())
                .filter(i -> trace.isEmpty() || named.contains(all.get(i).name()))
                .filter(i -> isThere(all.get(i), turn.round(), here))
                .toArray();
        List<Member> there = IntStream.of(places).mapToObj(all::get).toList();
        return there.isEmpty()
                ? places
                : IntStream.of(around.draw(turn, there, here, ask))
                        .map(i -> places[i])
                        .toArray();
    }

    private boolean isThere(Member one, int round, CoordinatorSide here) {
        return share == 1
                || here.draws().named("available", round, one.index()).random().nextDouble() < share;
    }

    /** By a trace the mean over its rounds. */
    @Override
    public double expected(int parties) {
        double there = share * parties;
        if (!trace.isEmpty()) {
            int rounds = trace.stream().mapToInt(Span::to).max().orElse(1);
            long all = trace.stream().collect(Collectors.groupingBy(Span::party)).values().stream()
                    .mapToLong(Available::rounds)
                    .sum();
            there = share * all / rounds;
        }
        int drawnFrom = Math.max(1, (int) Math.round(there));
        return around instanceof Everyone ? there : Math.min(there, around.expected(drawnFrom));
    }

    private static long rounds(List<Span> of) {
        return of.stream()
                .flatMapToInt(span -> IntStream.rangeClosed(span.from(), span.to()))
                .distinct()
                .count();
    }

    @Override
    public Optional<String> refusal(List<String> parties) {
        TreeSet<String> unknown = trace.stream().map(Span::party).collect(Collectors.toCollection(TreeSet::new));
        parties.forEach(unknown::remove);
        return unknown.isEmpty()
                ? around.refusal(parties)
                : Optional.of("available(trace) names '" + unknown.first() + "', but the parties are " + shown(parties)
                        + "; name parties of the split in the column 'party'");
    }

    private static String shown(List<String> parties) {
        return parties.size() <= 4
                ? String.join(", ", parties)
                : String.join(", ", parties.subList(0, 3)) + " .. " + parties.get(parties.size() - 1);
    }

    private static String counted(long parties) {
        return parties + (parties == 1 ? " party" : " parties");
    }

    @Override
    public String toString() {
        String which = trace.isEmpty()
                ? Check.text(share)
                : "trace of "
                        + counted(trace.stream().map(Span::party).distinct().count());
        return "available(" + which + words() + ")";
    }
}
