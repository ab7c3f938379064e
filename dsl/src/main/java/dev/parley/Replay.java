package dev.parley;

import dev.parley.aggregate.Aggregation;
import dev.parley.data.Dataset;
import dev.parley.run.Kept;
import dev.parley.run.Run;
import java.util.Optional;

/** Trains again what a file tells. */
final class Replay {
    private Replay() {}

    static Run of(String path, Optional<Dataset> mine, Optional<Aggregation> rule) {
        Kept kept = Kept.read(path, mine, rule);
        Place place = kept.rounds()
                .map(last -> Place.HERE.onRound(view -> {
                    if (view.round() >= last) {
                        view.stop();
                    }
                }))
                .orElse(Place.HERE);
        return new Training(kept.plan(), place, kept.model()).again(kept.parties(), kept.notes());
    }
}
