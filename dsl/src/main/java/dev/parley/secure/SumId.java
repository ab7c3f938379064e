package dev.parley.secure;

import dev.parley.filter.Memory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One sum of a run: keys, shares and masks are of it alone.
 *
 * @param round from 1; 0 for the statistics before the first
 * @param number of the sums of the round, from 1
 */
record SumId(int round, int number) {
    static final int BYTES = 2 * Integer.BYTES;

    private static final String ROUND = "round";
    private static final String NUMBER = "number";

    /** The sum that is under way on a side; 0 before the first. */
    static SumId of(Memory secrets) {
        return new SumId((int) secrets.number(ROUND, 0), (int) secrets.number(NUMBER, 0));
    }

    void keep(Memory secrets) {
        secrets.put(ROUND, (double) round);
        secrets.put(NUMBER, (double) number);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putInt(round).putInt(number).array();
    }

    /** Reads one that is all of a message. */
    static SumId read(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new Unreadable("a sum is named by " + BYTES + " bytes, and not " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    static SumId read(ByteBuffer in) {
        return new SumId(in.getInt(), in.getInt());
    }

    /** A key of a use in this sum, and of two parties in this order. */
    byte[] key(byte[] secret, String use, int first, int second) {
        return Hkdf.key(secret, "parley " + use + " " + round + " " + number + " " + first + " " + second, 16);
    }

    /** The same of one party. */
    byte[] key(byte[] secret, String use, int party) {
        return key(secret, use, party, party);
    }

    /** Context that both ends of a channel know of a message on it. */
    byte[] about(int from, int to) {
        return ("parley shares " + round + " " + number + " " + from + " " + to).getBytes(StandardCharsets.UTF_8);
    }
}
