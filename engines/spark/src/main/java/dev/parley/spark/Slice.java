package dev.parley.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Parties that one core works for, with their rows. */
final class Slice implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArrayList<PartyRows> parties;

    Slice(List<PartyRows> parties) {
        this.parties = new ArrayList<>(parties);
    }

    List<PartyRows> parties() {
        return parties;
    }

    /**
     * Deals parties so that each slice has about as many rows: the largest first, each to the slice that has least.
     *
     * @param sizes rows of each party
     * @return the places of each slice's parties, rising
     */
    static List<List<Integer>> deal(int[] sizes, int slices) {
        List<List<Integer>> dealt = new ArrayList<>();
        long[] rows = new long[slices];
        IntStream.range(0, slices).forEach(slice -> dealt.add(new ArrayList<>()));
        IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer party) -> -sizes[party]))
                .forEach(party -> {
                    int least = 0;
                    for (int slice = 1; slice < slices; slice++) {
                        least = rows[slice] < rows[least] ? slice : least;
                    }
                    dealt.get(least).add(party);
                    rows[least] += sizes[party];
                });
        dealt.forEach(parties -> parties.sort(null));
        return dealt;
    }
}
