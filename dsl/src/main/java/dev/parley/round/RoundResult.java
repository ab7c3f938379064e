package dev.parley.round;

import dev.parley.model.Evaluation;
import dev.parley.wire.PartyScore;
import java.util.List;
import java.util.Optional;

/**
 * What came out of a round.
 *
 * @param round from 1
 * @param evaluation on the test rows, where this round was evaluated
 * @param validation on the validation rows, where there are some and this round was evaluated
 * @param parties what each party of the cohort did
 * @param examples rows processed by all of them
 * @param steps gradient steps of all of them
 * @param scores on each party's own rows, in party order, where this round was asked to measure them
 * @param seconds time of the round, evaluation included
 */
public record RoundResult(
        int round,
        Optional<Evaluation> evaluation,
        Optional<Evaluation> validation,
        List<PartyResult> parties,
        List<PartyScore> scores,
        long examples,
        long steps,
        double seconds) {
    public RoundResult {
        parties = List.copyOf(parties);
        scores = List.copyOf(scores);
    }

    /** Bytes sent by the coordinator. */
    public long bytesDown() {
        return parties.stream().mapToLong(PartyResult::bytesDown).sum()
                + scores.stream().mapToLong(PartyScore::bytesDown).sum();
    }

    /** Bytes sent by the parties. */
    public long bytesUp() {
        return parties.stream().mapToLong(PartyResult::bytesUp).sum()
                + scores.stream().mapToLong(PartyScore::bytesUp).sum();
    }

    /** Parties that answered. */
    public int answered() {
        return (int) parties.stream().filter(PartyResult::ok).count();
    }
}
