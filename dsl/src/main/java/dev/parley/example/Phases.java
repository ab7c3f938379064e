package dev.parley.example;

import java.util.List;

/**
 * Parts of a party's rows that it sees one after another; after the last one the first comes again.
 *
 * @param parts numbers of its training rows, each in one of them; not to be changed
 * @param rounds that it sees a part
 */
public record Phases(List<int[]> parts, int rounds) {
    public Phases {
        parts = List.copyOf(parts);
    }

    /** The part of a round, from 1. */
    int[] in(int round) {
        return parts.get((round - 1) / rounds % parts.size());
    }
}
