package dev.parley.client;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.run.Run;

/** Trainings that stop and go on: from a checkpoint, from the run, and by a replay. */
final class GoesOn {
    private GoesOn() {}

    /** Stops after a round, and comes each way to the bits of a whole run. */
    static void toTheSameBits(Federation plan, Parties parties, String path, int stop, Run whole) {
        Run part = plan.checkpoint(path, every(2))
                .onRound(view -> {
                    if (view.round() == stop) {
                        view.stop();
                    }
                })
                .train(softmax(), parties);
        assertThat(part.rounds()).hasSize(stop);
        assertThat(load(path).resume().fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(part.resume().fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(replay(path).fingerprint()).isEqualTo(whole.fingerprint());
    }
}
