package dev.parley.data;

import dev.parley.example.Policy;
import dev.parley.message.Turn;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Policies of parties, by index; who has none lets all leave.
 *
 * @param byParty those that were said
 */
record Policies(SortedMap<Integer, Policy> byParty) {
    static final Policies NONE = new Policies(new TreeMap<>());

    Policies {
        byParty = Collections.unmodifiableSortedMap(byParty);
    }

    static Policies of(List<PartyPolicy> list) {
        SortedMap<Integer, Policy> all = new TreeMap<>();
        list.forEach(each -> all.put(each.party(), each.policy()));
        return new Policies(all);
    }

    /** The same, with one for each of some parties in place of what they had. */
    Policies and(IntStream parties, Policy policy) {
        SortedMap<Integer, Policy> all = new TreeMap<>(byParty);
        parties.forEach(party -> all.put(party, policy));
        return new Policies(all);
    }

    Policy of(int party) {
        return byParty.getOrDefault(party, Policy.NONE);
    }

    /** Tells whether a party of so many rows tells nothing of them in round 0. */
    boolean silent(int party, int rows, boolean masked) {
        Policy policy = of(party);
        return rows < policy.least()
                || (!policy.steps().isEmpty() && !policy.steps().contains(Turn.STATISTICS))
                || (policy.secure() && !masked);
    }

    /** Those that were said, by party, for a file. */
    List<PartyPolicy> list() {
        return byParty.entrySet().stream()
                .map(each -> new PartyPolicy(each.getKey(), each.getValue()))
                .toList();
    }
}
