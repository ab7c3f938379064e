package dev.parley.wire;

import dev.parley.message.Payload;
import dev.parley.num.Layout;

/**
 * The way between a payload and bytes, without loss: both sides.
 *
 * <p>A lossy step is a filter, which turns a vector into bytes before.
 */
public interface Codec {
    /**
     * Encodes a payload.
     *
     * @param model the layout that both sides know, and which is not sent
     */
    byte[] encode(Payload payload, Layout model);

    /**
     * Decodes what {@link #encode} made.
     *
     * @throws IllegalArgumentException where the bytes are no payload
     */
    Payload decode(byte[] bytes, Layout model);

    /** Number of bytes that {@link #encode} makes, without making them. */
    long size(Payload payload, Layout model);
}
