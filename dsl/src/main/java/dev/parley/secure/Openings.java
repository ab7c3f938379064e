package dev.parley.secure;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The question whose secrets are to be opened, and the answer. */
final class Openings {
    private Openings() {}

    /**
     * Bytes of the question: each party, and whether it is in the sum; one that is not still has masks in common with
     * others.
     */
    static byte[] question(Map<Integer, Boolean> sets) {
        ByteBuffer out = ByteBuffer.allocate((Integer.BYTES + 1) * sets.size());
        sets.forEach((party, isInSum) -> out.putInt(party).put((byte) (isInSum ? 1 : 0)));
        return out.array();
    }

    static Map<Integer, Boolean> sets(byte[] bytes) {
        if (bytes.length % (Integer.BYTES + 1) != 0) {
            throw new Unreadable("a question of " + bytes.length + " bytes is torn");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Map<Integer, Boolean> sets = new TreeMap<>();
        while (in.hasRemaining()) {
            if (sets.put(in.getInt(), in.get() != 0) != null) {
                throw new Unreadable("a party is asked about twice, and never opens both of its shares");
            }
        }
        return sets;
    }

    /** Those of a question that are in the sum. */
    static SortedSet<Integer> inSum(Map<Integer, Boolean> sets) {
        SortedSet<Integer> inSum = new TreeSet<>(sets.keySet());
        inSum.removeIf(party -> !sets.getOrDefault(party, false));
        return inSum;
    }

    /** Parties, in order. */
    static byte[] parties(Collection<Integer> parties) {
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES * parties.size());
        parties.stream().sorted().forEach(out::putInt);
        return out.array();
    }

    /** Reads what {@link #parties(Collection)} wrote. */
    static SortedSet<Integer> parties(byte[] bytes) {
        if (bytes.length % Integer.BYTES != 0) {
            throw new Unreadable("a list of parties of " + bytes.length + " bytes is torn");
        }
        SortedSet<Integer> parties = new TreeSet<>();
        for (ByteBuffer in = ByteBuffer.wrap(bytes); in.hasRemaining(); ) {
            if (!parties.add(in.getInt())) {
                throw new Unreadable("a party is on a list twice");
            }
        }
        return parties;
    }

    static byte[] bytes(Map<Integer, byte[]> opened) {
        return Letters.bytes(opened);
    }

    static Map<Integer, byte[]> read(byte[] bytes) {
        return Letters.read(bytes, Shamir.SHARE);
    }
}
