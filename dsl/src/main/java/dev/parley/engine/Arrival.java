package dev.parley.engine;

import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.party.PartyAtWork;
import dev.parley.wire.Delivery;
import java.time.Duration;
import java.util.Map;

/**
 * Weighs an update and refuses one that is not finite, which would spoil the model.
 *
 * @param work for the words
 */
public record Arrival(PartyAtWork work) {
    /**
     * The update as it is handed to the round.
     *
     * @param down bytes of the broadcast
     * @param up bytes of the update
     * @param took the party's working time
     * @throws dev.parley.fault.PartyException where it holds NaN or infinite numbers; it is closed then
     */
    public Delivery of(Turn turn, Update update, long down, long up, Duration took) {
        double norm = Double.NaN;
        for (Map.Entry<String, ParamVector> each : update.payload().vectors().entrySet()) {
            ParamVector vector = each.getValue();
            boolean delta = each.getKey().equals(Update.DELTA);
            boolean whole = delta && work.learnsAll();
            if (delta) {
                norm = whole ? vector.norm() : vector.norm(Role.LEARNED);
            }
            // a norm over all is finite exactly where all numbers are: floats squared do not leave a double's range
            boolean finite = whole ? Double.isFinite(norm) : vector.isFinite();
            if (!finite) {
                update.close();
                throw PartyAtWork.failure(
                        update.from().name(),
                        turn,
                        work.notFinite(),
                        new ArithmeticException("the update holds NaN or infinite numbers"));
            }
        }
        if (Double.isNaN(norm)) {
            norm = update.payload().numbers().getOrDefault("delta norm", Double.NaN);
        }
        return new Delivery(update, norm, down, up, took);
    }
}
