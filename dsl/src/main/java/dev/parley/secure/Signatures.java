package dev.parley.secure;

import dev.parley.fault.SecureSumException;
import dev.parley.filter.Memory;
import dev.parley.filter.PartySide;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A party's signing key, which lasts over rounds, and its list of the keys of others, of whom each is known by the key that it
 * showed first.
 *
 * <p>Both are in {@code vault()}, and so in no checkpoint; a run that goes on without them is refused.
 */
final class Signatures {
    /** A public key and a signature. */
    static final int SIGNED = Ed25519.KEY + Ed25519.SIGNATURE;

    private static final String OWN = "own";
    private static final String OF = "of ";
    private static final String SIGNS = "signs";

    private final PartySide here;
    private final Memory vault;

    Signatures(PartySide here) {
        this.here = here;
        this.vault = here.vault();
    }

    /** The public key and a signature of a card. */
    byte[] signed(SumId id, KeyCard card) {
        byte[] pair = pair(here.draws().secret());
        byte[] secret = Arrays.copyOf(pair, Ed25519.KEY);
        byte[] signature = Ed25519.sign(secret, message(id, card));
        byte[] all = ByteBuffer.allocate(SIGNED)
                .put(pair, Ed25519.KEY, Ed25519.KEY)
                .put(signature)
                .array();
        Arrays.fill(pair, (byte) 0);
        Arrays.fill(secret, (byte) 0);
        return all;
    }

    private byte[] pair(SecureRandom random) {
        var kept = vault.bytes(OWN);
        if (kept.isPresent()) {
            return kept.get();
        }
        if (here.memory().number(SIGNS, 0) != 0) {
            throw new SecureSumException(here.member().name() + " has lost the key by which others know it, since no"
                    + " checkpoint holds it; train the plan anew");
        }
        byte[] pair = Ed25519.pair(random);
        vault.put(OWN, pair);
        here.memory().put(SIGNS, 1);
        return pair;
    }

    /** Refuses cards that their parties have not signed, or whose keys are others than before. */
    void check(SumId id, List<KeyCard> cards, byte[] signed) {
        if (signed.length != SIGNED * cards.size()) {
            throw new Unreadable("signatures of " + signed.length + " bytes for " + cards.size() + " parties");
        }
        for (int i = 0; i < cards.size(); i++) {
            KeyCard card = cards.get(i);
            byte[] key = Arrays.copyOfRange(signed, i * SIGNED, i * SIGNED + Ed25519.KEY);
            byte[] signature = Arrays.copyOfRange(signed, i * SIGNED + Ed25519.KEY, (i + 1) * SIGNED);
            byte[] known = vault.bytes(OF + card.party()).orElse(key);
            if (!Arrays.equals(known, key)) {
                throw refused("knows another signing key of party " + (card.party() + 1));
            }
            if (!Ed25519.isSigned(key, message(id, card), signature)) {
                throw refused("got keys that party " + (card.party() + 1) + " has not signed");
            }
            vault.put(OF + card.party(), key);
        }
    }

    /** A signature under those whose masked vectors arrived. */
    byte[] agreed(SumId id, Collection<Integer> arrived) {
        byte[] pair = pair(here.draws().secret());
        try {
            return Ed25519.sign(Arrays.copyOf(pair, Ed25519.KEY), message(id, arrived));
        } finally {
            Arrays.fill(pair, (byte) 0);
        }
    }

    /** Refuses to go on where fewer than some parties have signed the same. */
    void check(SumId id, Collection<Integer> arrived, Map<Integer, byte[]> signatures, int least) {
        byte[] message = message(id, arrived);
        long right = signatures.entrySet().stream()
                .filter(each -> arrived.contains(each.getKey()))
                .filter(each -> Ed25519.isSigned(
                        vault.bytes(OF + each.getKey()).orElse(new byte[Ed25519.KEY]), message, each.getValue()))
                .count();
        if (right < least) {
            throw refused(
                    "got " + right + " signatures of others who saw the same parties in the sum, but needs " + least);
        }
    }

    private SecureSumException refused(String what) {
        return new SecureSumException(here.member().name() + " " + what
                + "; the coordinator, or somebody between, does not keep to the protocol");
    }

    private static byte[] message(SumId id, KeyCard card) {
        byte[] use = "parley keys".getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(use.length + SumId.BYTES + KeyCard.BYTES)
                .put(use)
                .put(id.bytes())
                .put(card.bytes())
                .array();
    }

    private static byte[] message(SumId id, Collection<Integer> arrived) {
        byte[] use = "parley agree".getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(use.length + SumId.BYTES + Integer.BYTES * arrived.size())
                .put(use)
                .put(id.bytes());
        arrived.stream().sorted().forEach(out::putInt);
        return out.array();
    }
}
