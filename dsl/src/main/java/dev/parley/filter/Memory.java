package dev.parley.filter;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.Optional;

/**
 * Memory of one filter on one side from round to round of a run, by name.
 *
 * <p>It is kept when a round is finished, and is as before where the round failed, at this party or altogether. It
 * survives rounds in which a party does not take part, and a stop and a resume.
 */
public interface Memory {
    /** A vector of the name, zeros when it is first asked for; changed in place, and not to be closed. */
    ParamVector vector(String name, Layout like);

    /** Tells whether a vector of the name is remembered. */
    boolean hasVector(String name);

    /** The number of the name, or what it is at first. */
    double number(String name, double first);

    /** Remembers a number. */
    void put(String name, double value);

    /** The bytes of the name, where some are remembered. */
    Optional<byte[]> bytes(String name);

    /** Remembers bytes. */
    void put(String name, byte[] value);
}
