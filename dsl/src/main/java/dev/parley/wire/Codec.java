package dev.parley.wire;

import dev.parley.num.ParamVector;

/** How a vector becomes bytes: party's side on the way up, the coordinator's on the way down. */
public interface Codec {
    /** How many bytes the vector takes on the wire. */
    long bytes(ParamVector vector);
}
