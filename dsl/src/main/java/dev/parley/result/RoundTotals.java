package dev.parley.result;

import java.util.List;
import java.util.Optional;

/**
 * Totals of the parties whose rows a round does not list, since the run had reached its limit of rows.
 *
 * @param answered parties that answered
 * @param failed parties that failed, but for the first of the round, which is always listed
 * @param scored parties that measured the model on their own rows
 * @param deltaNorms sum of the Euclidean norms of the updates, in party order
 * @param bytesDown bytes they received
 * @param bytesUp bytes they sent
 * @param spread how far apart their scores were, where there are any
 */
public record RoundTotals(
        int answered,
        int failed,
        int scored,
        double deltaNorms,
        long bytesDown,
        long bytesUp,
        Optional<PartyQuantiles> spread) {

    /** All rows of a round but for the first failure. */
    public static RoundTotals of(RoundResult round) {
        List<PartyResult> parties = round.parties();
        List<PartyScore> scores = round.scores();
        int answered = round.answered();
        Optional<PartyResult> kept =
                parties.stream().filter(PartyResult::hasFailed).findFirst();
        return new RoundTotals(
                answered,
                Math.max(0, round.failed() - 1),
                scores.size(),
                parties.stream()
                        .filter(PartyResult::ok)
                        .mapToDouble(PartyResult::deltaNorm)
                        .reduce(0, Double::sum),
                round.bytesDown() - kept.map(PartyResult::bytesDown).orElse(0L),
                round.bytesUp() - kept.map(PartyResult::bytesUp).orElse(0L),
                PartyQuantiles.of(round));
    }

    /** Number of rows that the listing would have. */
    public long rows() {
        return (long) answered + failed + scored;
    }
}
