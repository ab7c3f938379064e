package dev.parley.filter;

import dev.parley.message.Broadcast;
import dev.parley.message.Update;

/** The rest of a party's side, further inwards: party's side. */
@FunctionalInterface
public interface Answer {
    /** Answers a broadcast. */
    Update to(Broadcast from, PartySide here);
}
