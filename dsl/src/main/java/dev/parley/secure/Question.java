package dev.parley.secure;

import dev.parley.message.Payload;
import java.nio.ByteBuffer;

/**
 * Question to a party in a step, read part by part.
 *
 * @param from what came
 */
record Question(Payload from) {
    /**
     * A part of it.
     *
     * @throws Unreadable where it is missing
     */
    byte[] part(String name) {
        byte[] part = from.bytes().get(name);
        if (part == null) {
            throw new Unreadable("it has no '" + name + "'");
        }
        return part;
    }

    /** The sum that it is about. */
    SumId sum() {
        return SumId.read(part(SumRound.SUM));
    }

    /** A part that is one number. */
    int number(String name) {
        byte[] part = part(name);
        if (part.length != Integer.BYTES) {
            throw new Unreadable("a number '" + name + "' of " + part.length + " bytes");
        }
        return ByteBuffer.wrap(part).getInt();
    }
}
