package dev.parley.secure;

import dev.parley.fault.SecureSumException;
import dev.parley.filter.PartySide;

/** Bytes that are none of the protocol's. */
final class Unreadable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Unreadable(String what) {
        super(what);
    }

    Unreadable(String what, Throwable cause) {
        super(what, cause);
    }

    /** The refusal of the party that was sent them. */
    SecureSumException refusal(PartySide here, String step) {
        return new SecureSumException(
                here.member().name() + " got a message of '" + step + "' that it cannot read: " + getMessage()
                        + "; somebody between it and the coordinator changed it",
                this);
    }
}
