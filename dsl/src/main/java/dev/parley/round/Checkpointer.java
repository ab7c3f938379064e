package dev.parley.round;

import dev.parley.result.Outcome;
import java.util.function.Supplier;

/** Keeps what a training has come to while it goes on: coordinator's side. */
@FunctionalInterface
public interface Checkpointer {
    /**
     * Called after a round that others follow.
     *
     * @param round the round that was finished
     * @param soFar makes what there is to be kept; its vectors are valid during the call only
     */
    void keep(int round, Supplier<Outcome> soFar);
}
