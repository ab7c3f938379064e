package dev.parley.engine.threads;

import dev.parley.client.PartyMemory;
import dev.parley.engine.Job;
import dev.parley.example.Party;
import dev.parley.fault.PartyException;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.wire.Delivery;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** One party's part of a round, on the party's side: train, check, weigh. */
final class PartyWork {
    private PartyWork() {}

    static Delivery run(Job job, Broadcast from, Party party, Learner learner, PartyMemory memory) {
        long start = System.nanoTime();
        Update update;
        try {
            update = job.client().train(from, party, learner, memory);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            memory.clear();
            throw failure(party, from, "threw " + e, e);
        }
        double norm = update.delta().norm();
        if (!isFinite(update, norm)) {
            update.close();
            memory.clear();
            ArithmeticException cause = new ArithmeticException("the update holds NaN or infinite numbers");
            throw failure(
                    party,
                    from,
                    "its update holds NaN or infinite numbers; lower the learning rate (now "
                            + dev.parley.fault.Check.text(job.client().rate()) + ") or look at its rows",
                    cause);
        }
        return Delivery.of(from, update, norm, job.codec(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** A norm is finite exactly where all its numbers are: floats squared do not leave the range of a double. */
    private static boolean isFinite(Update update, double norm) {
        return Double.isFinite(norm)
                && update.vectors().values().stream().allMatch(vector -> vector == update.delta() || vector.isFinite());
    }

    private static PartyException failure(Party party, Broadcast from, String what, RuntimeException cause) {
        return new PartyException(
                party.name(),
                from.round(),
                "training",
                party.name() + " failed in round " + from.round() + " while training: " + what,
                cause);
    }
}
