package dev.parley.run;

import dev.parley.data.Parties;
import dev.parley.result.RoundResult;
import dev.parley.score.Metric;
import java.util.List;
import java.util.Optional;

/** A metric of a run by its name. */
final class RunMetric {
    private RunMetric() {}

    /**
     * On the test rows, of several models the plain mean; of a user's own metric, what the last evaluated round noted, on
     * the validation rows where some are held out. NaN where no round was finished.
     */
    static double of(Run run, String name) {
        if (run.rounds().isEmpty()) {
            return Double.NaN;
        }
        Optional<Double> usual = run.lastEvaluation().flatMap(each -> RoundResult.metric(each, name));
        Optional<Double> noted = usual.or(() -> noted(run, name));
        return noted.orElseGet(() -> {
            Metric metric = Metric.named(name, run.task(), List.of(), "by(\"" + name + "\")");
            Parties parties = run.parties();
            if (run.outcome().params().size() <= 1) {
                return metric.of()
                        .applyAsDouble(
                                run.model("by(..)").assess(parties.test(), "").scores());
            }
            return parties.names().stream()
                    .mapToDouble(party -> metric.of()
                            .applyAsDouble(run.party(party)
                                    .model("by(..)")
                                    .assess(parties.test(), "")
                                    .scores()))
                    .average()
                    .orElse(Double.NaN);
        });
    }

    private static Optional<Double> noted(Run run, String name) {
        List<RoundResult> rounds = run.rounds();
        for (int i = rounds.size() - 1; i >= 0; i--) {
            Optional<Double> value = rounds.get(i).noted(name);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }
}
