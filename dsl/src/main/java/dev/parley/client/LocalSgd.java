package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Correction;
import dev.parley.optimizer.LocalEpochs;
import dev.parley.optimizer.Schedule;
import dev.parley.optimizer.SgdRule;
import java.util.List;

/**
 * Some epochs of minibatch SGD on the party's own rows: the client half of FedAvg (McMahan et al., AISTATS 2017).
 *
 * <p>With momentum m and weight decay d, as PyTorch has them: g = gradient + d w; v = m v + g; w -= rate v; the
 * velocity starts at 0 in each round. Rows are shuffled anew each epoch; the last batch may be smaller.
 *
 * @param rate learning rate of the first round
 * @param epochs passes over the rows in a round
 * @param batch rows a step; a party with fewer takes all it has
 * @param momentum 0 to below 1
 * @param weightDecay at least 0
 * @param schedule the rate over rounds
 * @param shards parts of a batch that several threads can work on, see {@link #shards(int)}
 */
public record LocalSgd(
        double rate, int epochs, int batch, double momentum, double weightDecay, Schedule schedule, int shards)
        implements ClientAlgorithm {
    public LocalSgd {
        Check.positive("localSgd(rate)", rate);
        Check.atLeastOne("localSgd(..).epochs(n)", epochs);
        Check.atLeastOne("localSgd(..).batch(n)", batch);
        Check.within("localSgd(..).momentum(m)", momentum, 0, 1);
        Check.notNegative("localSgd(..).weightDecay(d)", weightDecay);
        Check.atLeastOne("localSgd(..).shards(n)", shards);
    }

    /** The same at another rate. */
    public LocalSgd rate(double other) {
        return new LocalSgd(other, epochs, batch, momentum, weightDecay, schedule, shards);
    }

    /** With each batch in one part. */
    public LocalSgd(double rate, int epochs, int batch, double momentum, double weightDecay, Schedule schedule) {
        this(rate, epochs, batch, momentum, weightDecay, schedule, 1);
    }

    /** One epoch in batches of 32, no momentum, no weight decay, a constant rate. */
    public LocalSgd(double rate) {
        this(rate, 1, 32, 0, 0, new Schedule.Constant());
    }

    /**
     * Passes over the rows in a round; default 1.
     *
     * @param n at least 1, else a PlanException
     */
    public LocalSgd epochs(int n) {
        return new LocalSgd(rate, n, batch, momentum, weightDecay, schedule, shards);
    }

    /**
     * Rows a step; default 32.
     *
     * @param rows at least 1, else a PlanException; a party with fewer takes all it has
     */
    public LocalSgd batch(int rows) {
        return new LocalSgd(rate, epochs, rows, momentum, weightDecay, schedule, shards);
    }

    /**
     * Momentum of the local steps; default 0. The velocity starts anew in each round.
     *
     * @param m 0 to below 1, else a PlanException
     */
    public LocalSgd momentum(double m) {
        return new LocalSgd(rate, epochs, batch, m, weightDecay, schedule, shards);
    }

    /**
     * Weight decay (L2); default 0. A step adds d w to the gradient.
     *
     * @param d at least 0, else a PlanException
     */
    public LocalSgd weightDecay(double d) {
        return new LocalSgd(rate, epochs, batch, momentum, d, schedule, shards);
    }

    /**
     * Changes the rate over rounds; default {@code constant()}.
     *
     * @param over a word of {@code Schedules}, such as {@code cosine()}
     */
    public LocalSgd schedule(Schedule over) {
        return new LocalSgd(rate, epochs, batch, momentum, weightDecay, over, shards);
    }

    /**
     * Cuts each batch into so many parts, whose gradients are added in order: threads without a party of their own work
     * on them, which pays where batches are large and parties few. The bits depend on it, and not on the threads. Batch
     * normalization takes each part for a batch of its own; its running statistics are the parts' means, weighted by
     * rows.
     *
     * @param n at least 1, else a PlanException; default 1
     */
    public LocalSgd shards(int n) {
        return new LocalSgd(rate, epochs, batch, momentum, weightDecay, schedule, n);
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        return train(from, from.params(), here, List.of());
    }

    /** Trains from a starting point with corrections to the gradient; the delta is that from the starting point. */
    public Update train(Broadcast from, ParamVector start, PartySide here, List<Correction> corrections) {
        var rule = SgdRule.of(momentum, weightDecay, corrections, start.layout(), here.pool());
        return localEpochs().train(from, start, here.party(), here.member(), here.learner(), rule, here.pool());
    }

    /** The epochs of a round. */
    public LocalEpochs localEpochs() {
        return new LocalEpochs(epochs, batch, rate, schedule);
    }

    @Override
    public String toString() {
        return "localSgd(" + Check.text(rate) + ")" + rest();
    }

    /** As it is written behind another client's word: {@code .rate(0.05).epochs(2)}. */
    String words() {
        return (rate == 0.1 ? "" : ".rate(" + Check.text(rate) + ")") + rest();
    }

    private String rest() {
        return (epochs == 1 ? "" : ".epochs(" + epochs + ")")
                + (batch == 32 ? "" : ".batch(" + batch + ")")
                + (momentum == 0 ? "" : ".momentum(" + Check.text(momentum) + ")")
                + (weightDecay == 0 ? "" : ".weightDecay(" + Check.text(weightDecay) + ")")
                + (schedule instanceof Schedule.Constant ? "" : ".schedule(" + schedule + ")")
                + (shards == 1 ? "" : ".shards(" + shards + ")");
    }
}
