package dev.parley.example;

import dev.parley.message.Payload;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A party and its own rows: party's side alone may look at them.
 *
 * <p>It holds a view of these rows and no way to any other party's, also where a simulation keeps all of them in one
 * array.
 *
 * @param index its place in the split, from 0
 * @param name for instance {@code party-1}
 * @param examples its training rows, numbered from 0
 * @param test rows that it keeps for its own test, where parties do; none in it where it has too few
 * @param statistics what it tells of its raw rows before the first round
 * @param phases the parts of its training rows that it sees one after another, where its rows drift
 * @param policy its contract on what may leave it
 */
public record Party(
        int index,
        String name,
        Examples examples,
        Optional<Examples> test,
        Payload statistics,
        Optional<Phases> phases,
        Policy policy) {
    /** A party that lets all leave that it is asked for. */
    public Party(
            int index,
            String name,
            Examples examples,
            Optional<Examples> test,
            Payload statistics,
            Optional<Phases> phases) {
        this(index, name, examples, test, statistics, phases, Policy.NONE);
    }

    /** A party that sees all of its rows in every round. */
    public Party(int index, String name, Examples examples, Optional<Examples> test, Payload statistics) {
        this(index, name, examples, test, statistics, Optional.empty());
    }

    /** A party without rows for its own test, and with nothing to tell. */
    public Party(int index, String name, Examples examples) {
        this(index, name, examples, Optional.empty(), Payload.EMPTY);
    }

    /** The party as it is in a round: with the rows that it sees then. Before round 1 it has all. */
    public Party in(int round) {
        return phases.filter(some -> round > 0)
                .map(some -> new Party(
                        index, name, OwnRows.of(examples, some.in(round)), test, statistics, Optional.empty(), policy))
                .orElse(this);
    }

    /** Number of its training rows. */
    public int size() {
        return examples.size();
    }

    /** The rows of each phase; one of all rows where they do not drift. */
    public List<Examples> parts() {
        return phases.map(some -> some.parts().stream()
                        .map(part -> OwnRows.of(examples, part))
                        .toList())
                .orElseGet(() -> List.of(examples));
    }

    /** The numbers of rows of each phase. */
    public IntStream sizes() {
        return phases.map(some -> some.parts().stream().mapToInt(part -> part.length))
                .orElseGet(() -> IntStream.of(size()));
    }

    /** The numbers of its training rows, 0 to size - 1: a new array, free to be shuffled. */
    public int[] rows() {
        return IntStream.range(0, size()).toArray();
    }

    @Override
    public String toString() {
        return name + " (" + size() + " rows)";
    }
}
