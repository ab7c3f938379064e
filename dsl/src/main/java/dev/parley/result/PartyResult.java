package dev.parley.result;

import dev.parley.message.Member;
import dev.parley.model.Evaluation;
import java.util.Optional;

/**
 * What one party did in a round.
 *
 * @param round from 1
 * @param party who
 * @param lossBefore loss of the parameters it was sent, on up to 64 of its rows; NaN where it failed, and in
 *     a round that is not evaluated
 * @param lossAfter loss of its own parameters afterwards, on the same rows; NaN where a round is one step
 * @param deltaNorm Euclidean norm of its update
 * @param millis working time in milliseconds
 * @param samplesSeen rows seen in all, counted once an epoch
 * @param steps gradient steps taken
 * @param bytesDown bytes it received
 * @param bytesUp bytes it sent
 * @param own where each party has a model of its own, its metrics on the test rows
 * @param error why there is no update; empty where there is one
 */
public record PartyResult(
        int round,
        Member party,
        double lossBefore,
        double lossAfter,
        double deltaNorm,
        double millis,
        long samplesSeen,
        int steps,
        long bytesDown,
        long bytesUp,
        Optional<Evaluation> own,
        String error) {

    /** A party that failed. */
    public static PartyResult failed(int round, Member party, String error) {
        return new PartyResult(
                round, party, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, 0, Optional.empty(), error);
    }

    /** Whether it answered. */
    public boolean ok() {
        return error.isEmpty();
    }

    public PartyResult scored(Optional<Evaluation> score) {
        if (score.equals(own)) {
            return this;
        }
        return new PartyResult(
                round,
                party,
                lossBefore,
                lossAfter,
                deltaNorm,
                millis,
                samplesSeen,
                steps,
                bytesDown,
                bytesUp,
                score,
                error);
    }
}
