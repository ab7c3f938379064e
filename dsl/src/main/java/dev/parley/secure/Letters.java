package dev.parley.secure;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Sealed shares by the party they go to, or come from. */
final class Letters {
    private Letters() {}

    static byte[] bytes(Map<Integer, byte[]> letters) {
        int size = letters.values().stream()
                .mapToInt(letter -> Integer.BYTES + letter.length)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        letters.forEach((party, letter) -> out.putInt(party).put(letter));
        return out.array();
    }

    /** Bytes one behind the other. */
    static byte[] joined(Collection<byte[]> all) {
        ByteBuffer out =
                ByteBuffer.allocate(all.stream().mapToInt(each -> each.length).sum());
        all.forEach(out::put);
        return out.array();
    }

    /**
     * Reads letters.
     *
     * @param length of each
     */
    static Map<Integer, byte[]> read(byte[] bytes, int length) {
        if (bytes.length % (Integer.BYTES + length) != 0) {
            throw new Unreadable("sealed shares of " + bytes.length + " bytes are torn");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Map<Integer, byte[]> letters = new TreeMap<>();
        while (in.hasRemaining()) {
            int party = in.getInt();
            byte[] letter = new byte[length];
            in.get(letter);
            if (letters.put(party, letter) != null) {
                throw new Unreadable("two sealed shares are of one party");
            }
        }
        return letters;
    }
}
