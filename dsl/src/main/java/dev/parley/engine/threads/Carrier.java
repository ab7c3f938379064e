package dev.parley.engine.threads;

import dev.parley.fault.PartyException;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.wire.Messages;
import java.util.function.Function;

/** The way of messages between coordinator and party within one process; used by many threads at once. */
public interface Carrier {
    /**
     * An update that came back.
     *
     * @param update its vectors are the caller's to close
     * @param down bytes of the broadcast
     * @param up bytes of the update
     */
    record Carried(Update update, long down, long up) {}

    /**
     * Carries a broadcast to a party and its update back.
     *
     * @throws PartyException where the party fails
     */
    Carried carry(Broadcast from, Member to, Function<Broadcast, Update> party);

    /** Carries a filter's question to a party and its answer back. */
    default Carried ask(Broadcast from, Member to, Function<Broadcast, Payload> party) {
        return carry(from, to, broadcast -> new Update(to, 0, party.apply(broadcast), Work.NONE));
    }

    /** Hands messages over as they are, and counts what their bytes would be. */
    static Carrier byReference(Messages messages) {
        return new Carrier() {
            @Override
            public Carried carry(Broadcast from, Member to, Function<Broadcast, Update> party) {
                long down = messages.size(from);
                Update update = party.apply(from);
                return new Carried(update, down, messages.size(update));
            }
        };
    }
}
