package dev.parley.result;

import dev.parley.example.Task;
import java.util.Optional;

/**
 * Spread of the parties in a round: the 10th and the 90th percentile of their scores on their own rows.
 *
 * <p>Each party counts once, whatever its rows. A percentile q stands at the place q (n - 1) of the n sorted scores and
 * between two of them is interpolated (Hyndman and Fan 1996, definition 7, as NumPy does). A score that is not finite,
 * such as the R2 of a party with one row, is left out.
 *
 * @param low the 10th percentile
 * @param high the 90th percentile
 */
public record PartyQuantiles(double low, double high) {
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    /** The spread of accuracy, for a regression of R2; empty where the round did not measure it. */
    public static Optional<PartyQuantiles> of(RoundResult round) {
        Optional<PartyQuantiles> unlisted = round.unlisted().flatMap(RoundTotals::spread);
        if (unlisted.isPresent()) {
            return unlisted;
        }
        return of(round.scores().stream()
                .map(PartyScore::evaluation)
                .mapToDouble(e -> e.task() == Task.CLASSIFICATION ? e.accuracy() : e.r2())
                .filter(Double::isFinite)
                .sorted()
                .toArray());
    }

    /** The spread of scores, which rise; empty where there are none. */
    public static Optional<PartyQuantiles> of(double[] sorted) {
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new PartyQuantiles(percentile(sorted, LOW), percentile(sorted, HIGH)));
    }

    static double percentile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double next = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (next - sorted[below]);
    }
}
