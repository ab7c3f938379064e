package dev.parley.round;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Parties whose policy refused an answer in a round, by index. */
final class Unwilling {
    private final Set<Integer> parties = new HashSet<>();

    void add(int party) {
        parties.add(party);
    }

    /** Number of these that refused. */
    int among(int[] some) {
        return (int) Arrays.stream(some).filter(parties::contains).count();
    }

    /** Tells whether all of a number of parties refused, at least one. */
    boolean areAll(int number) {
        return !parties.isEmpty() && parties.size() == number;
    }
}
