package dev.parley.personal;

import dev.parley.filter.Memory;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;

/** A party's own parameters, as a filter remembers them; those that it is sent, before there are any. */
final class OwnModel {
    private static final String OWN = "own";

    private OwnModel() {}

    /** To be changed in place, and not to be closed. */
    static ParamVector of(Broadcast from, PartySide here) {
        Memory memory = here.memory();
        return memory.hasVector(OWN)
                ? memory.vector(OWN, Layout.empty())
                : memory.vector(OWN, from.params().layout()).set(from.params());
    }

    /** A copy, the caller's to close; nothing is remembered by it. */
    static ParamVector copy(Broadcast from, PartySide here) {
        boolean has = here.memory().hasVector(OWN);
        return here.pool().copy(has ? of(from, here) : from.params());
    }
}
