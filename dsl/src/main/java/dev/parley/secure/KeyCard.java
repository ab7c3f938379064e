package dev.parley.secure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The public half of what a party has drawn for one sum: its index, a public key of channels to others, one of the masks in
 * common with others, and the hash of the seed of its own mask, by which a seed that is put together is known to be right.
 */
final class KeyCard {
    static final int BYTES = Integer.BYTES + 2 * X25519.LENGTH + Shamir.SECRET;

    private static final int CHANNEL = Integer.BYTES;
    private static final int MASK = CHANNEL + X25519.LENGTH;
    private static final int COMMITMENT = MASK + X25519.LENGTH;

    private final byte[] bytes;

    private KeyCard(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The card of a party's secrets. */
    static KeyCard of(int party, byte[] channel, byte[] mask, byte[] seed) {
        return new KeyCard(ByteBuffer.allocate(BYTES)
                .putInt(party)
                .put(X25519.open(channel))
                .put(X25519.open(mask))
                .put(commitment(seed))
                .array());
    }

    /** The hash of a seed. */
    static byte[] commitment(byte[] seed) {
        return Hkdf.key(seed, "parley commitment", Shamir.SECRET);
    }

    int party() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    byte[] channel() {
        return Arrays.copyOfRange(bytes, CHANNEL, MASK);
    }

    byte[] mask() {
        return Arrays.copyOfRange(bytes, MASK, COMMITMENT);
    }

    byte[] commitment() {
        return Arrays.copyOfRange(bytes, COMMITMENT, BYTES);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Reads one card. */
    static KeyCard read(byte[] bytes) {
        List<KeyCard> cards = list(bytes);
        if (cards.size() != 1) {
            throw new Unreadable(cards.size() + " key cards instead of one");
        }
        return cards.get(0);
    }

    /** Cards one behind the other. */
    static byte[] bytes(Collection<KeyCard> cards) {
        ByteBuffer out = ByteBuffer.allocate(BYTES * cards.size());
        cards.forEach(card -> out.put(card.bytes));
        return out.array();
    }

    /** Reads what {@link #bytes(Collection)} wrote. */
    static List<KeyCard> list(byte[] bytes) {
        if (bytes.length % BYTES != 0) {
            throw new Unreadable("a key list of " + bytes.length + " bytes is torn");
        }
        List<KeyCard> cards = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += BYTES) {
            cards.add(new KeyCard(Arrays.copyOfRange(bytes, at, at + BYTES)));
        }
        return cards;
    }
}
