package dev.parley.result;

import dev.parley.wire.Delivery;

/**
 * Cost of one step of a round's exchange with its parties.
 *
 * @param step what was asked
 * @param parties that answered
 * @param bytesDown sent to all of them
 * @param bytesUp sent by all of them
 * @param seconds working time of all of them together
 */
public record StepCost(String step, int parties, long bytesDown, long bytesUp, double seconds) {
    /** That of one message and its answer. */
    public static StepCost of(String step, Delivery delivery) {
        return new StepCost(
                step,
                1,
                delivery.bytesDown(),
                delivery.bytesUp(),
                delivery.took().toNanos() / 1e9);
    }

    /** Both. */
    public StepCost and(StepCost other) {
        return new StepCost(
                step,
                parties + other.parties,
                bytesDown + other.bytesDown,
                bytesUp + other.bytesUp,
                seconds + other.seconds);
    }
}
