package dev.parley.run;

import dev.parley.plan.Best;
import dev.parley.result.RoundResult;
import dev.parley.score.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The round whose parameters a run has kept, where it was asked to keep the best. */
final class BestRound {
    private BestRound() {}

    static Optional<RoundResult> of(Run run) {
        return run.plan().keepBest().flatMap(metric -> {
            List<RoundResult> rounds = run.rounds().stream()
                    .filter(round -> round.watched(metric).isPresent())
                    .toList();
            List<Double> values = rounds.stream()
                    .map(round -> round.watched(metric).orElseThrow())
                    .toList();
            return rounds.isEmpty()
                    ? Optional.empty()
                    : Optional.of(rounds.get(Best.of(values, isHigherBetter(run, metric))));
        });
    }

    /** A user's own metric is not known here any more; of such, more is better. */
    private static boolean isHigherBetter(Run run, String metric) {
        return !metric.equals("loss")
                && Metric.known(metric, run.task()).map(Metric::isHigherBetter).orElse(true);
    }

    /** For people. */
    static Optional<String> words(Run run) {
        return of(run).map(round -> {
            String metric = run.plan().keepBest().orElseThrow();
            return String.format(
                    Locale.ROOT,
                    "kept round %d of %d, the best by %s on the validation rows (%.4g)",
                    round.round(),
                    run.rounds().size(),
                    metric,
                    round.watched(metric).orElseThrow());
        });
    }
}
