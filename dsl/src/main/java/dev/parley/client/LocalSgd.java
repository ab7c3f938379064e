package dev.parley.client;

import dev.parley.data.Party;
import dev.parley.fault.Check;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;

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
 */
public record LocalSgd(double rate, int epochs, int batch, double momentum, double weightDecay, Schedule schedule)
        implements ClientAlgorithm {
    public LocalSgd {
        Check.positive("localSgd(rate)", rate);
        Check.atLeastOne("localSgd(..).epochs(n)", epochs);
        Check.atLeastOne("localSgd(..).batch(n)", batch);
        Check.within("localSgd(..).momentum(m)", momentum, 0, 1);
        Check.notNegative("localSgd(..).weightDecay(d)", weightDecay);
    }

    /** One epoch in batches of 32, no momentum, no weight decay, a constant rate. */
    public LocalSgd(double rate) {
        this(rate, 1, 32, 0, 0, new Schedule.Constant());
    }

    /** Passes over the rows in a round. */
    public LocalSgd epochs(int n) {
        return new LocalSgd(rate, n, batch, momentum, weightDecay, schedule);
    }

    /** Rows a step. */
    public LocalSgd batch(int rows) {
        return new LocalSgd(rate, epochs, rows, momentum, weightDecay, schedule);
    }

    /** Momentum of the local steps. */
    public LocalSgd momentum(double m) {
        return new LocalSgd(rate, epochs, batch, m, weightDecay, schedule);
    }

    /** Weight decay (L2). */
    public LocalSgd weightDecay(double d) {
        return new LocalSgd(rate, epochs, batch, momentum, d, schedule);
    }

    /** The rate over rounds. */
    public LocalSgd schedule(Schedule over) {
        return new LocalSgd(rate, epochs, batch, momentum, weightDecay, over);
    }

    @Override
    public Update train(Broadcast from, Party party, Learner learner, PartyMemory memory) {
        return train(0, from, party, learner, memory);
    }

    /** With a pull of strength mu to the parameters it was sent. */
    Update train(double mu, Broadcast from, Party party, Learner learner, PartyMemory memory) {
        var rule = SgdRule.of(momentum, weightDecay, mu, from.params(), memory.pool());
        return new Steps(epochs, batch, rate, schedule).train(from, party, learner, rule, memory);
    }

    @Override
    public String toString() {
        return "localSgd(" + Check.text(rate) + ")"
                + (epochs == 1 ? "" : ".epochs(" + epochs + ")")
                + (batch == 32 ? "" : ".batch(" + batch + ")")
                + (momentum == 0 ? "" : ".momentum(" + Check.text(momentum) + ")")
                + (weightDecay == 0 ? "" : ".weightDecay(" + Check.text(weightDecay) + ")")
                + (schedule instanceof Schedule.Constant ? "" : ".schedule(" + schedule + ")");
    }
}
