package dev.parley.wire;

import dev.parley.message.Update;
import dev.parley.num.Role;
import java.time.Duration;

/**
 * An update that left its party, with what it weighed.
 *
 * @param update what was sent
 * @param norm Euclidean norm of the learned part of its delta; NaN where it has none
 * @param bytesDown bytes of the broadcast the party received
 * @param bytesUp bytes of the update it sent
 * @param took the party's working time
 */
public record Delivery(Update update, double norm, long bytesDown, long bytesUp, Duration took) {
    /** The same with the norm of what its bytes have become, where it came without a delta. */
    public Delivery measured(Update now) {
        if (!Double.isNaN(norm) || !now.payload().hasVector(Update.DELTA)) {
            return this;
        }
        return new Delivery(update, now.delta().norm(Role.LEARNED), bytesDown, bytesUp, took);
    }
}
