package dev.parley.engine;

import dev.parley.filter.Remembered;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Snapshot of the parties' memories: of each party with one its index, 4 bytes, and what {@link Remembered} writes. */
public final class PartySnapshot {
    private PartySnapshot() {}

    /** Place for the memory of one party. */
    public interface Into {
        /** Takes the memory of a party, and becomes the owner of its vectors. */
        void put(int party, Remembered memory) throws IOException;
    }

    /**
     * Reads the memories of parties up to the end of a stream.
     *
     * @param parties how many there are
     * @throws IOException where a party is none of these, or the stream ends early
     */
    public static void read(InputStream from, int parties, Into into) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from, 1 << 16));
        for (int first = in.read(); first >= 0; first = in.read()) {
            int party = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            if (party < 0 || party >= parties) {
                throw new IOException("a snapshot of party " + party + " of " + parties);
            }
            into.put(party, Remembered.read(in));
        }
    }
}
