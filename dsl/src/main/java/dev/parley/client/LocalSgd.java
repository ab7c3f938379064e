package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.file.Added;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Correction;
import dev.parley.optimizer.LocalEpochs;
import dev.parley.optimizer.Schedule;
import dev.parley.optimizer.SgdRule;
import java.util.List;
import java.util.Set;

/**
 * Some epochs of minibatch SGD on the party's own rows: the client half of FedAvg (McMahan et al., AISTATS 2017).
 *
 * <p>With momentum m and weight decay d, as PyTorch has them: g = gradient + d w; v = m v + g; w -= rate v; the
 * velocity starts at 0 in each round. Rows are shuffled anew each epoch; the last batch may be smaller. With {@code
 * clipGradient(c)} each batch's gradient is scaled by min(1, c / |gradient|) before all that.
 *
 * @param rate learning rate of the first round
 * @param epochs passes over the rows in a round, where all parties train alike
 * @param batch rows a step; a party with fewer takes all it has
 * @param momentum 0 to below 1
 * @param weightDecay at least 0
 * @param schedule the rate over rounds
 * @param shards parts of a batch that several threads can work on, see {@link #shards(int)}
 * @param clip the most that a gradient's norm may be; 0 is no bound
 * @param byParty passes by party, where these differ
 */
public record LocalSgd(
        double rate,
        int epochs,
        int batch,
        double momentum,
        double weightDecay,
        Schedule schedule,
        int shards,
        @Added double clip,
        @Added EpochsByParty byParty)
        implements LocalSteps<LocalSgd> {
    public LocalSgd {
        Check.positive("localSgd(rate)", rate);
        Check.atLeastOne("localSgd(..).epochs(n)", epochs);
        Check.atLeastOne("localSgd(..).batch(n)", batch);
        Check.within("localSgd(..).momentum(m)", momentum, 0, 1);
        Check.notNegative("localSgd(..).weightDecay(d)", weightDecay);
        Check.atLeastOne("localSgd(..).shards(n)", shards);
        Check.notNegative("localSgd(..).clipGradient(c)", clip);
    }

    /** With the same epochs at every party. */
    public LocalSgd(
            double rate,
            int epochs,
            int batch,
            double momentum,
            double weightDecay,
            Schedule schedule,
            int shards,
            double clip) {
        this(rate, epochs, batch, momentum, weightDecay, schedule, shards, clip, new EpochsByParty.Same());
    }

    /** Without a clip, and with the same epochs at every party. */
    public LocalSgd(
            double rate, int epochs, int batch, double momentum, double weightDecay, Schedule schedule, int shards) {
        this(rate, epochs, batch, momentum, weightDecay, schedule, shards, 0, new EpochsByParty.Same());
    }

    /** With each batch in one part. */
    public LocalSgd(double rate, int epochs, int batch, double momentum, double weightDecay, Schedule schedule) {
        this(rate, epochs, batch, momentum, weightDecay, schedule, 1);
    }

    /** One epoch in batches of 32, no momentum, no weight decay, a constant rate. */
    public LocalSgd(double rate) {
        this(rate, 1, 32, 0, 0, new Schedule.Constant());
    }

    @Override
    public LocalSgd rate(double other) {
        return new LocalSgd(other, epochs, batch, momentum, weightDecay, schedule, shards, clip, byParty);
    }

    @Override
    public LocalSgd epochs(int n) {
        return new LocalSgd(rate, n, batch, momentum, weightDecay, schedule, shards, clip, new EpochsByParty.Same());
    }

    @Override
    public LocalSgd epochs(EpochsByParty parties) {
        return new LocalSgd(rate, 1, batch, momentum, weightDecay, schedule, shards, clip, parties);
    }

    @Override
    public LocalSgd batch(int rows) {
        return new LocalSgd(rate, epochs, rows, momentum, weightDecay, schedule, shards, clip, byParty);
    }

    /**
     * Momentum of the local steps; default 0. The velocity starts anew in each round.
     *
     * @param m 0 to below 1, else a PlanException
     */
    public LocalSgd momentum(double m) {
        return new LocalSgd(rate, epochs, batch, m, weightDecay, schedule, shards, clip, byParty);
    }

    @Override
    public LocalSgd weightDecay(double d) {
        return new LocalSgd(rate, epochs, batch, momentum, d, schedule, shards, clip, byParty);
    }

    @Override
    public LocalSgd clipGradient(double c) {
        Check.positive("localSgd(..).clipGradient(c)", c);
        return new LocalSgd(rate, epochs, batch, momentum, weightDecay, schedule, shards, c, byParty);
    }

    @Override
    public LocalSgd schedule(Schedule over) {
        return new LocalSgd(rate, epochs, batch, momentum, weightDecay, over, shards, clip, byParty);
    }

    @Override
    public LocalSgd shards(int n) {
        return new LocalSgd(rate, epochs, batch, momentum, weightDecay, schedule, n, clip, byParty);
    }

    @Override
    public Update train(Broadcast from, ParamVector start, PartySide here, List<Correction> corrections) {
        return train(from, start, here, here.learner(), corrections);
    }

    /** The same by a learner around the party's own. */
    Update train(Broadcast from, ParamVector start, PartySide here, Learner learner, List<Correction> corrections) {
        var rule = SgdRule.of(momentum, weightDecay, clip, corrections, start.layout(), here.pool());
        return round(from, here).train(from, start, here.party(), here.member(), learner, rule, here.pool());
    }

    /** The epochs of a round, where all parties train alike. */
    public LocalEpochs localEpochs() {
        return new LocalEpochs(epochs, batch, rate, schedule);
    }

    @Override
    public Set<String> summed() {
        return Set.of(Update.DELTA);
    }

    @Override
    public String toString() {
        return "localSgd(" + Check.text(rate) + ")" + rest();
    }

    @Override
    public String words() {
        return (rate == 0.1 ? "" : ".rate(" + Check.text(rate) + ")") + rest();
    }

    private String rest() {
        return byParty.words(epochs)
                + (batch == 32 ? "" : ".batch(" + batch + ")")
                + (momentum == 0 ? "" : ".momentum(" + Check.text(momentum) + ")")
                + (weightDecay == 0 ? "" : ".weightDecay(" + Check.text(weightDecay) + ")")
                + (clip == 0 ? "" : ".clipGradient(" + Check.text(clip) + ")")
                + (schedule instanceof Schedule.Constant ? "" : ".schedule(" + schedule + ")")
                + (shards == 1 ? "" : ".shards(" + shards + ")");
    }
}
