package dev.parley.result;

import dev.parley.message.Member;

/**
 * The bytes that it took to hand over a party's own model, once, after the last round.
 *
 * @param party whose model
 * @param bytesDown bytes of the common model it was sent for this
 * @param bytesUp bytes of its own model
 */
public record HandedOver(Member party, long bytesDown, long bytesUp) {}
