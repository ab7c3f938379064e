package dev.parley.filter;

import dev.parley.example.Shape;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Model;
import java.util.Optional;
import java.util.Set;

/**
 * The innermost filter, what a party does with its rows: party's side, so a plain value without lambdas.
 *
 * <p>Its coordinator's half is the first to see a round and the last to see what comes back.
 */
public interface ClientAlgorithm extends Filter {
    /**
     * Trains from the broadcast parameters.
     *
     * @return the update; its vectors are the caller's to close
     */
    Update train(Broadcast from, PartySide here);

    @Override
    default Place place() {
        return Place.CLIENT;
    }

    @Override
    default ClientAlgorithm settled(Setting setting) {
        return this;
    }

    @Override
    default Update atParty(Broadcast from, PartySide here, Answer none) {
        return train(from, here);
    }

    /**
     * Into how many parts a batch is cut, whose gradients are added in order; threads that are free work on them. Part
     * of the plan and not of the machine, since the last bits depend on it.
     */
    default int shards() {
        return 1;
    }

    /** The largest number of rows it takes at once. */
    default int batch() {
        return 32;
    }

    /** The learning rate of the first round; NaN where it has none. */
    default double rate() {
        return Double.NaN;
    }

    /**
     * Tells whether its coordinator's half takes the server's step itself, so that a plan cannot choose
     * {@code server(..)}.
     */
    default boolean ownsServerStep() {
        return false;
    }

    /**
     * The names of all that it sends, where that is vectors alone and its coordinator's half needs no more of them than their sums
     * over {@link dev.parley.message.Aggregate#parties}: then an update may be clipped as a whole, and the sums get noise. Empty
     * where it sends numbers or has other exchanges.
     */
    default Set<String> summed() {
        return Set.of();
    }

    /** Tells whether a party needs more than the parameters to train, which its coordinator's half sends. */
    default boolean needsItsCoordinator() {
        return false;
    }

    /** An objection to a model on data of a shape, as a message of what was asked, what was found and what to do. */
    default Optional<String> objection(Model model, Shape shape) {
        return Optional.empty();
    }
}
