package dev.parley.partition;

import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;

/** Deals training rows to parties; a value of the coordinator's side, so a lambda will do as well. */
@FunctionalInterface
public interface Partition {
    /**
     * Deals every row to exactly one party.
     *
     * @param rows what is known of the training rows
     * @param parties how many, from 1 to the number of rows
     * @param seed gives the same deal each time
     * @return for each party its rows, at least one
     * @throws DataException where the rows cannot be dealt so
     */
    List<int[]> deal(Rows rows, int parties, Seed seed);

    /** Tells whether a row may be with several parties. */
    default boolean sharesRows() {
        return false;
    }

    /** Names of the parties, in the order of the deal. */
    default List<String> names(Rows rows, int parties) {
        return IntStream.rangeClosed(1, parties).mapToObj(i -> "party-" + i).toList();
    }
}
