package dev.parley.client;

import dev.parley.example.Party;
import dev.parley.fault.Check;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.optimizer.Schedule;

/**
 * Local SGD on F_i(w) + mu/2 |w - x|^2, which holds a party's model near the global one x (Li et al., MLSys 2020).
 *
 * <p>The step adds mu (w - x) to the gradient. {@code fedProx(0)} is {@code localSgd}.
 *
 * @param mu strength of the pull, at least 0
 * @param sgd the steps
 */
public record FedProx(double mu, LocalSgd sgd) implements ClientAlgorithm {
    public FedProx {
        Check.notNegative("fedProx(mu)", mu);
    }

    /** With the default steps, {@code localSgd(0.1)}. */
    public FedProx(double mu) {
        this(mu, new LocalSgd(0.1));
    }

    /**
     * The learning rate; default 0.1.
     *
     * @param rate above 0, else a PlanException
     */
    public FedProx rate(double rate) {
        return new FedProx(
                mu,
                new LocalSgd(
                        rate,
                        sgd.epochs(),
                        sgd.batch(),
                        sgd.momentum(),
                        sgd.weightDecay(),
                        sgd.schedule(),
                        sgd.shards()));
    }

    /**
     * Passes over the rows in a round; default 1.
     *
     * @param n at least 1, else a PlanException
     */
    public FedProx epochs(int n) {
        return new FedProx(mu, sgd.epochs(n));
    }

    /**
     * Rows a step; default 32.
     *
     * @param rows at least 1, else a PlanException; a party with fewer takes all it has
     */
    public FedProx batch(int rows) {
        return new FedProx(mu, sgd.batch(rows));
    }

    /**
     * Momentum of the local steps; default 0. The velocity starts anew in each round.
     *
     * @param m 0 to below 1, else a PlanException
     */
    public FedProx momentum(double m) {
        return new FedProx(mu, sgd.momentum(m));
    }

    /**
     * Weight decay (L2); default 0. A step adds d w to the gradient.
     *
     * @param d at least 0, else a PlanException
     */
    public FedProx weightDecay(double d) {
        return new FedProx(mu, sgd.weightDecay(d));
    }

    /**
     * Changes the rate over rounds; default {@code constant()}.
     *
     * @param over a word of {@code Schedules}, such as {@code cosine()}
     */
    public FedProx schedule(Schedule over) {
        return new FedProx(mu, sgd.schedule(over));
    }

    /**
     * Parts of each batch, on which several threads can work; default 1. See {@link LocalSgd#shards(int)}.
     *
     * @param n at least 1, else a PlanException
     */
    public FedProx shards(int n) {
        return new FedProx(mu, sgd.shards(n));
    }

    @Override
    public int shards() {
        return sgd.shards();
    }

    @Override
    public int batch() {
        return sgd.batch();
    }

    @Override
    public double rate() {
        return sgd.rate();
    }

    @Override
    public Update train(Broadcast from, Party party, Learner learner, PartyMemory memory) {
        return sgd.train(mu, from, party, learner, memory);
    }

    @Override
    public String toString() {
        String steps = sgd.toString();
        String rest = steps.substring(steps.indexOf(')') + 1);
        return "fedProx(" + Check.text(mu) + ")" + (sgd.rate() == 0.1 ? "" : ".rate(" + Check.text(sgd.rate()) + ")")
                + rest;
    }
}
