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

    /**
     * The learning rate; default 0.1.
     *
     * @param rate above 0, else a PlanException
     */
    default C rate(double rate) {
        return on(sgd().rate(rate));
    }

    /**
     * Passes over the rows in a round; default 1.
     *
     * @param n at least 1, else a PlanException
     */
    default C epochs(int n) {
        return on(sgd().epochs(n));
    }

    /**
     * Rows a step; default 32.
     *
     * @param rows at least 1, else a PlanException; a party with fewer takes all it has
     */
    default C batch(int rows) {
        return on(sgd().batch(rows));
    }

    /**
     * Momentum of the local steps; default 0. The velocity starts anew in each round.
     *
     * @param m 0 to below 1, else a PlanException
     */
    default C momentum(double m) {
        return on(sgd().momentum(m));
    }

    /**
     * Weight decay (L2); default 0. A step adds d w to the gradient.
     *
     * @param d at least 0, else a PlanException
     */
    default C weightDecay(double d) {
        return on(sgd().weightDecay(d));
    }

    /**
     * Changes the rate over rounds; default {@code constant()}.
     *
     * @param over a word of {@code Schedules}, such as {@code cosine()}
     */
    default C schedule(Schedule over) {
        return on(sgd().schedule(over));
    }

    /**
     * Parts of each batch, on which several threads can work; default 1. See {@link LocalSgd#shards(int)}.
     *
     * @param n at least 1, else a PlanException
     */
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
