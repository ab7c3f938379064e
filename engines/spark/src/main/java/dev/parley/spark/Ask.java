package dev.parley.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Question to the parties of one slice in a job: all that makes their answers a function of it and their rows, so that
 * a party that is computed again answers the same.
 */
final class Ask implements Serializable {
    private static final long serialVersionUID = 1;

    private final HashMap<Integer, One> parties = new HashMap<>();

    /** One party's part: its seed, what only it is sent, and what it remembers. */
    @SuppressWarnings("ArrayRecordComponent") // is sent, and not compared
    record One(long seed, byte[] own, byte[] memory, byte[] secrets) implements Serializable {}

    void put(int party, One asked) {
        parties.put(party, asked);
    }

    Map<Integer, One> parties() {
        return parties;
    }
}
