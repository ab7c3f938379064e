package dev.parley.client;

import dev.parley.filter.ClientAlgorithm;
import dev.parley.optimizer.Schedule;

/**
 * A client whose steps are those of {@link LocalSgd}, and which is told about them in the same words: party's side.
 *
 * @param <C> the client
 */
public interface OnSgd<C extends OnSgd<C>> extends ClientAlgorithm {
    /** The steps. */
    LocalSgd sgd();

    /** The same client with other steps. */
    C on(LocalSgd steps);

    /** The learning rate, above 0; default 0.1. */
    default C rate(double rate) {
        return on(sgd().rate(rate));
    }

    /** Passes over the rows in a round, at least 1; default 1. */
    default C epochs(int n) {
        return on(sgd().epochs(n));
    }

    /** Rows a step, at least 1; default 32. */
    default C batch(int rows) {
        return on(sgd().batch(rows));
    }

    /** Momentum of the local steps, 0 to below 1; default 0. */
    default C momentum(double m) {
        return on(sgd().momentum(m));
    }

    /** Weight decay (L2), at least 0; default 0. */
    default C weightDecay(double d) {
        return on(sgd().weightDecay(d));
    }

    /** The rate over rounds; default constant. */
    default C schedule(Schedule over) {
        return on(sgd().schedule(over));
    }

    /** Parts of each batch, on which several threads can work; see {@link LocalSgd#shards(int)}. */
    default C shards(int n) {
        return on(sgd().shards(n));
    }

    @Override
    default int shards() {
        return sgd().shards();
    }

    @Override
    default int batch() {
        return sgd().batch();
    }

    @Override
    default double rate() {
        return sgd().rate();
    }
}
