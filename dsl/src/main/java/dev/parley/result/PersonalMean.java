package dev.parley.result;

import dev.parley.example.Task;
import dev.parley.model.Evaluation;
import java.util.Optional;

/** The plain mean over parties of how good their own models are on their own rows: accuracy, of a number R2. */
public final class PersonalMean {
    private PersonalMean() {}

    /** That of a round; NaN where parties did not measure any. */
    public static double of(RoundResult round) {
        return round.scores().stream()
                .map(PartyScore::personal)
                .flatMap(Optional::stream)
                .mapToDouble(PersonalMean::score)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static double score(Evaluation e) {
        return e.task() == Task.CLASSIFICATION ? e.accuracy() : e.r2();
    }
}
