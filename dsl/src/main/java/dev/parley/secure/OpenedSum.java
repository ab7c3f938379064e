package dev.parley.secure;

import dev.parley.message.Member;
import java.util.List;

/**
 * A sum without masks.
 *
 * @param form what is in it
 * @param numbers all that is added
 * @param from who is in it
 */
record OpenedSum(Form form, RingVector numbers, List<Member> from) {
    /** Tells whether no mask is left: each party has added a one. */
    boolean isClean() {
        return numbers.tail()[MaskedVector.ONE] == from.size();
    }
}
