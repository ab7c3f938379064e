package dev.parley.secure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Graph of the parties that hold shares of each other and have masks in common: all of all, or, with k neighbors, a
 * Harary graph, a ring in which each has k / 2 on either side (Bell et al., CCS 2020, section 3).
 *
 * <p>The places in the ring are drawn anew for each sum, so that nobody chooses its neighbors. A party is among the holders
 * of its own shares.
 *
 * @param holders of each party, itself among them
 */
record SumGraph(Map<Integer, SortedSet<Integer>> holders) {
    /**
     * A graph of parties.
     *
     * @param neighbors k, even; 0 for all
     */
    static SumGraph of(List<Integer> parties, int neighbors, RandomGenerator random) {
        Map<Integer, SortedSet<Integer>> holders = new TreeMap<>();
        if (neighbors == 0 || neighbors + 1 >= parties.size()) {
            parties.forEach(party -> holders.put(party, new TreeSet<>(parties)));
            return new SumGraph(holders);
        }
        List<Integer> ring = new ArrayList<>(parties);
        for (int i = ring.size() - 1; i > 0; i--) {
            Collections.swap(ring, i, random.nextInt(i + 1));
        }
        for (int i = 0; i < ring.size(); i++) {
            SortedSet<Integer> around = new TreeSet<>();
            for (int step = -neighbors / 2; step <= neighbors / 2; step++) {
                around.add(ring.get(Math.floorMod(i + step, ring.size())));
            }
            holders.put(ring.get(i), around);
        }
        return new SumGraph(holders);
    }

    /** The holders of a party's shares, itself among them. */
    SortedSet<Integer> of(int party) {
        return holders.getOrDefault(party, new TreeSet<>());
    }
}
