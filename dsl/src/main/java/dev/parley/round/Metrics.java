package dev.parley.round;

import dev.parley.model.Evaluation;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A round's metrics on the coordinator's rows.
 *
 * @param test on the test rows, where the round was evaluated
 * @param validation on the validation rows, where there are some and the round was evaluated
 */
record Metrics(Optional<Evaluation> test, Optional<Evaluation> validation) {
    static final Metrics NONE = new Metrics(Optional.empty(), Optional.empty());

    /** The plain means over several models' metrics; empty for none. */
    static Optional<Evaluation> mean(List<Evaluation> all) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Evaluation first = all.get(0);
        return Optional.of(new Evaluation(
                first.task(),
                first.examples(),
                mean(all, Evaluation::loss),
                mean(all, Evaluation::accuracy),
                mean(all, Evaluation::rmse),
                mean(all, Evaluation::r2)));
    }

    private static double mean(List<Evaluation> all, ToDoubleFunction<Evaluation> metric) {
        return all.stream().mapToDouble(metric).sum() / all.size();
    }
}
