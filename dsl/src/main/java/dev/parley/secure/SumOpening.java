package dev.parley.secure;

import dev.parley.message.Member;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Takes away the masks that do not cancel: the own masks of those in a sum, and those that they have in common with parties
 * that left.
 *
 * @param sum the rule
 * @param id which sum
 * @param failures what is said where it stays closed
 * @param graph who holds whose shares
 * @param cards of all who sent keys
 * @param members the parties
 */
record SumOpening(
        Secure sum,
        SumId id,
        SumFailures failures,
        SumGraph graph,
        Map<Integer, KeyCard> cards,
        IntFunction<Member> members) {
    /**
     * Opens a sum.
     *
     * @param masked becomes the sum without masks
     * @param arrived those in it
     * @param sharers those and who left after they had sent shares
     * @param shares of each of these, by their points
     */
    void open(
            RingVector masked, Set<Integer> arrived, Set<Integer> sharers, Map<Integer, Map<Integer, byte[]>> shares) {
        MaskStream stream = new MaskStream();
        for (int party : sharers) {
            byte[] secret = joined(party, shares.getOrDefault(party, Map.of()), arrived.contains(party));
            try {
                if (arrived.contains(party)) {
                    masked.mask(stream.of(id.key(secret, "own mask", party)), false);
                } else {
                    common(masked, stream, party, secret, arrived);
                }
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        }
        stream.end();
    }

    private void common(RingVector masked, MaskStream stream, int party, byte[] secret, Set<Integer> arrived) {
        for (int other : graph.of(party)) {
            if (arrived.contains(other)) {
                byte[] agreed = failures.read(
                        members.apply(other),
                        Masked.KEYS,
                        () -> X25519.shared(secret, card(other).mask()));
                // a party in the sum added it where its index is the smaller
                masked.mask(stream.of(Masks.between(id, agreed, other, party)), other > party);
            }
        }
    }

    /** A party's secret of as many shares as it takes, known to be right by what the party showed of it at first. */
    private byte[] joined(int party, Map<Integer, byte[]> shares, boolean isSeed) {
        int holders = graph.of(party).size();
        int needed = sum.opening(holders);
        if (shares.size() < needed) {
            throw failures.tooFew(shares.size(), holders, needed, Masked.UNMASK);
        }
        Map<Integer, byte[]> some = new TreeMap<>();
        shares.entrySet().stream().limit(needed).forEach(each -> some.put(each.getKey(), each.getValue()));
        try {
            byte[] secret = Shamir.join(some);
            if (isSeed
                    ? Arrays.equals(KeyCard.commitment(secret), card(party).commitment())
                    : Arrays.equals(X25519.open(secret), card(party).mask())) {
                return secret;
            }
        } catch (Unreadable e) {
            throw failures.wrongShares(members.apply(party));
        }
        throw failures.wrongShares(members.apply(party));
    }

    private KeyCard card(int party) {
        KeyCard card = cards.get(party);
        if (card == null) {
            throw new IllegalStateException("party " + party + " sent no keys");
        }
        return card;
    }
}
