package dev.parley.engine.loopback;

import dev.parley.engine.threads.Carrier;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.wire.Messages;
import java.util.function.Function;

/**
 * Carries messages as bytes: neither side sees a vector of the other's.
 *
 * @param messages how they are encoded
 * @param ear who hears them
 */
record ByBytes(Messages messages, Ear ear) implements Carrier {
    @Override
    public Carried carry(Broadcast from, Member to, Function<Broadcast, Update> party) {
        byte[] down = messages.encode(from);
        ear.down(from.turn(), to, down);
        Broadcast received = messages.broadcast(down);
        byte[] up;
        try (Update sent = party.apply(received)) {
            up = messages.encode(sent);
        } finally {
            received.payload().close();
        }
        ear.up(from.turn(), to, up);
        return new Carried(messages.update(up, to), down.length, up.length);
    }
}
