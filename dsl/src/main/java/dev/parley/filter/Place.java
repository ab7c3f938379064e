package dev.parley.filter;

/**
 * The place of a filter among others, from a party's rows outwards to the wire.
 *
 * <p>The order is fixed by kind, since only some orders are sound: what is clipped must be what is sent, and a
 * compressor must see what the clip has left.
 */
public enum Place {
    /** Changes the rows a client sees. */
    ROWS,
    /** Learns: the client itself. */
    CLIENT,
    /** Keeps something at home. */
    PERSONAL,
    /** Bounds what is sent, or adds the party's own noise. */
    BOUND,
    /** Changes the answer, as an attacker does, who does not bound itself. */
    ANSWER,
    /** Makes vectors smaller. */
    COMPRESS,
    /** Hides vectors in a sum. */
    MASK
}
