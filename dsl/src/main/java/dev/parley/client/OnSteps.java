package dev.parley.client;

import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Setting;
import dev.parley.optimizer.Schedule;

/**
 * A client whose steps are those of {@link LocalSgd} or {@link LocalAdam}, and which is told about them in the same words:
 * party's side.
 *
 * @param <C> the client
 */
public interface OnSteps<C extends OnSteps<C>> extends ClientAlgorithm {
    /** The steps, those of SGD unless said otherwise. */
    LocalSteps<?> sgd();

    /**
     * The same client with other steps.
     *
     * @param steps such as {@code localAdam(0.001)}
     */
    C on(LocalSteps<?> steps);

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
     * Passes over the rows in a round that differ by party.
     *
     * @param parties such as {@code byParty(1, 2, 5)} or {@code byParty(uniform(1, 5))}
     */
    default C epochs(EpochsByParty parties) {
        return on(sgd().epochs(parties));
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
     * @param m 0 to below 1, else a PlanException; refused where the steps are Adam's
     */
    default C momentum(double m) {
        if (sgd() instanceof LocalSgd steps) {
            return on(steps.momentum(m));
        }
        throw new PlanException(this + " steps by Adam, whose momentum is its first beta, but momentum(" + m
                + ") was given; say .on(localAdam(rate).betas(b1, b2))");
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
     * Bounds each batch's gradient, before weight decay and the client's own corrections; default no bound. See
     * {@link LocalSteps#clipGradient(double)}.
     *
     * @param c above 0, else a PlanException
     */
    default C clipGradient(double c) {
        return on(sgd().clipGradient(c));
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
     * Parts of each batch, on which several threads can work; default 1. See {@link LocalSteps#shards(int)}.
     *
     * @param n at least 1, else a PlanException
     */
    default C shards(int n) {
        return on(sgd().shards(n));
    }

    @Override
    default ClientAlgorithm settled(Setting setting) {
        sgd().suit(setting);
        return this;
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
