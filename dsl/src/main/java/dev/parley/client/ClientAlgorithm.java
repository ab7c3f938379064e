package dev.parley.client;

import dev.parley.example.Party;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.num.VectorPool;

/** What a party does with its rows in a round: party's side, so a plain value without lambdas. */
public interface ClientAlgorithm {
    /**
     * Trains from the broadcast parameters.
     *
     * @param memory what this party remembers of earlier rounds
     * @return the update; its vectors are the caller's to close
     */
    Update train(Broadcast from, Party party, Learner learner, PartyMemory memory);

    /** Trains a party that remembers nothing, as in a first round. */
    default Update train(Broadcast from, Party party, Learner learner) {
        try (VectorPool pool = new VectorPool();
                PartyMemory nothing = new PartyMemory(pool)) {
            return train(from, party, learner, nothing);
        }
    }

    /**
     * Into how many parts a batch is cut, whose gradients are added in order; threads that are free work on them. Part
     * of the plan and not of the machine, since the last bits depend on it.
     */
    default int shards() {
        return 1;
    }

    /** The largest number of rows it takes at once. */
    int batch();

    /** The learning rate of the first round. */
    double rate();
}
