package dev.parley.client;

import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.filter.Setting;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Correction;
import dev.parley.optimizer.LocalEpochs;
import dev.parley.optimizer.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * Some epochs of an optimizer's steps on a party's own rows, by themselves or inside another client: party's side.
 *
 * @param <S> the steps
 */
public interface LocalSteps<S extends LocalSteps<S>> extends ClientAlgorithm {
    /** The epochs of a round, where all parties train alike. */
    int epochs();

    /** The epochs by party, where these differ. */
    EpochsByParty byParty();

    /** Weight decay. */
    double weightDecay();

    /** The most that a gradient's norm may be; 0 is no bound. */
    double clip();

    /** The rate over rounds. */
    Schedule schedule();

    /** The same at another rate. */
    S rate(double other);

    /**
     * Passes over the rows in a round; default 1.
     *
     * @param n at least 1, else a PlanException
     */
    S epochs(int n);

    /**
     * Passes over the rows in a round that differ by party, such as {@code byParty(1, 2, 5)}.
     *
     * @param parties numbers, or a law that each party draws from in each round
     */
    S epochs(EpochsByParty parties);

    /**
     * Rows a step; default 32.
     *
     * @param rows at least 1, else a PlanException; a party with fewer takes all it has
     */
    S batch(int rows);

    /**
     * Weight decay (L2); default 0. A step adds d w to the gradient.
     *
     * @param d at least 0, else a PlanException
     */
    S weightDecay(double d);

    /**
     * Bounds each batch's gradient: it is scaled by min(1, c / |gradient|), the norm over learned arrays, before weight
     * decay and corrections, as PyTorch's clip_grad_norm_ is used; default no bound.
     *
     * @param c above 0, else a PlanException
     */
    S clipGradient(double c);

    /**
     * Changes the rate over rounds; default {@code constant()}.
     *
     * @param over a word of {@code Schedules}, such as {@code cosine()}
     */
    S schedule(Schedule over);

    /**
     * Cuts each batch into so many parts, whose gradients are added in order: threads without a party of their own work
     * on them, which pays where batches are large and parties few. The bits depend on it, and not on the threads. Batch
     * normalization takes each part for a batch of its own; its running statistics are the parts' means, weighted by
     * rows.
     *
     * @param n at least 1, else a PlanException; default 1
     */
    S shards(int n);

    /** Trains from a starting point with corrections to the gradient; the delta is that from the starting point. */
    Update train(Broadcast from, ParamVector start, PartySide here, List<Correction> corrections);

    @Override
    default Update train(Broadcast from, PartySide here) {
        return train(from, from.params(), here, List.of());
    }

    /** The learning rate of a round. */
    default double rate(Broadcast from) {
        return rate() * schedule().factor(from.round(), from.rounds());
    }

    /** The epochs of this party's round. */
    default LocalEpochs round(Broadcast from, PartySide here) {
        // by the party's seed and not the filter's, so that a model of its own takes the client's epochs
        int mine = byParty().epochs(epochs(), here.member().index(), from.seed().at("epochs", from.round()));
        return new LocalEpochs(mine, batch(), rate(), schedule());
    }

    /** As they are written behind another client's word: {@code .rate(0.05).epochs(2)}. */
    String words();

    @Override
    default ClientAlgorithm settled(Setting setting) {
        suit(setting);
        return this;
    }

    /**
     * Checks that they suit a training.
     *
     * @throws PlanException where epochs are given for another number of parties
     */
    default void suit(Setting setting) {
        byParty().objection(setting.parties().size()).ifPresent(message -> {
            throw new PlanException(message);
        });
    }

    /** The local epochs that a client takes, without what it adds to their gradients; none where it is made of others. */
    static Optional<LocalSteps<?>> of(ClientAlgorithm client) {
        if (client instanceof OnSteps<?> on) {
            return Optional.of(on.sgd());
        }
        return client instanceof LocalSteps<?> itself ? Optional.of(itself) : Optional.empty();
    }
}
