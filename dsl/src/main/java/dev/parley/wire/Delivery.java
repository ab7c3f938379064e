package dev.parley.wire;

import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import java.time.Duration;

/**
 * An update that left its party, with what it weighed: the one place where bytes are counted.
 *
 * @param update what was sent
 * @param norm Euclidean norm of its delta
 * @param bytesDown bytes of the broadcast the party received
 * @param bytesUp bytes of the update it sent; 24 of them are its row count and its two losses
 * @param took the party's working time
 */
public record Delivery(Update update, double norm, long bytesDown, long bytesUp, Duration took) {
    private static final int SCALARS = 3 * Double.BYTES;

    /** Counts an exchange in a codec. */
    public static Delivery of(Broadcast from, Update update, double norm, Codec codec, Duration took) {
        long down = from.vectors().values().stream().mapToLong(codec::bytes).sum();
        long up = update.vectors().values().stream().mapToLong(codec::bytes).sum();
        return new Delivery(update, norm, down, up + SCALARS, took);
    }
}
