package dev.parley.engine;

import dev.parley.fault.PartyException;
import dev.parley.message.Member;
import dev.parley.wire.Delivery;

/** Takes the parties' answers in party order: coordinator's side. */
public interface UpdateSink {
    /** A usable update; its vectors are the sink's to close. */
    void accept(Delivery delivery);

    /** No usable update, and why. */
    void failed(Member party, PartyException cause);
}
