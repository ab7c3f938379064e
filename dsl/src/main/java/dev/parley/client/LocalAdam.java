package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.file.Added;
import dev.parley.filter.Memory;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.AdamRule;
import dev.parley.optimizer.Correction;
import dev.parley.optimizer.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Some epochs of Adam (Kingma and Ba, ICLR 2015) or AdamW (Loshchilov and Hutter, ICLR 2019) on the party's own rows.
 *
 * <p>As PyTorch has them, in step t of rate r: Adam adds d w to the gradient g, AdamW scales w by 1 - r d first;
 * m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; w -= r m' / (sqrt(v') + epsilon) with m' = m / (1 - b1^t) and
 * v' = v / (1 - b2^t). Costs one pass over the parameters and their gradient more than plain SGD, and memory for both
 * moments. Moments and t start at 0 in each round, since they belong to the parameters a party went on from; with
 * {@link #keepState} each party keeps its own from round to round, 8 bytes for each parameter and party.
 *
 * @param rate learning rate of the first round
 * @param epochs passes over the rows in a round, where all parties train alike
 * @param batch rows a step; a party with fewer takes all it has
 * @param beta1 decay of the mean of gradients, 0 to below 1
 * @param beta2 decay of the mean of their squares, 0 to below 1
 * @param epsilon above 0
 * @param weightDecay d, at least 0
 * @param decoupled whether the decay is AdamW's
 * @param keepsState whether a party goes on with its own moments
 * @param schedule the rate over rounds
 * @param shards parts of a batch that several threads can work on, see {@link #shards(int)}
 * @param clip the most that a gradient's norm may be, before decay; 0 is no bound
 * @param byParty passes by party, where these differ
 */
public record LocalAdam(
        double rate,
        int epochs,
        int batch,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        boolean decoupled,
        boolean keepsState,
        Schedule schedule,
        int shards,
        @Added double clip,
        @Added EpochsByParty byParty)
        implements LocalSteps<LocalAdam> {
    public LocalAdam {
        String word = word(decoupled);
        Check.positive(word + "(rate)", rate);
        Check.atLeastOne(word + "(..).epochs(n)", epochs);
        Check.atLeastOne(word + "(..).batch(n)", batch);
        Check.within(word + "(..).betas(b1, b2)", beta1, 0, 1);
        Check.within(word + "(..).betas(b1, b2)", beta2, 0, 1);
        Check.positive(word + "(..).epsilon(e)", epsilon);
        Check.notNegative(word + "(..).weightDecay(d)", weightDecay);
        Check.atLeastOne(word + "(..).shards(n)", shards);
        Check.notNegative(word + "(..).clipGradient(c)", clip);
    }

    /** With the same epochs at every party. */
    public LocalAdam(
            double rate,
            int epochs,
            int batch,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            boolean decoupled,
            boolean keepsState,
            Schedule schedule,
            int shards,
            double clip) {
        this(
                rate,
                epochs,
                batch,
                beta1,
                beta2,
                epsilon,
                weightDecay,
                decoupled,
                keepsState,
                schedule,
                shards,
                clip,
                new EpochsByParty.Same());
    }

    /** Without a clip, and with the same epochs at every party. */
    public LocalAdam(
            double rate,
            int epochs,
            int batch,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            boolean decoupled,
            boolean keepsState,
            Schedule schedule,
            int shards) {
        this(rate, epochs, batch, beta1, beta2, epsilon, weightDecay, decoupled, keepsState, schedule, shards, 0);
    }

    /** Adam: one epoch in batches of 32, betas 0.9 and 0.999, epsilon 1e-8, no weight decay. */
    public static LocalAdam adam(double rate) {
        return new LocalAdam(rate, 1, 32, 0.9, 0.999, 1e-8, 0, false, false, new Schedule.Constant(), 1);
    }

    /** AdamW: the same with a decoupled weight decay of 0.01. */
    public static LocalAdam adamW(double rate) {
        return new LocalAdam(rate, 1, 32, 0.9, 0.999, 1e-8, 0.01, true, false, new Schedule.Constant(), 1);
    }

    @Override
    public LocalAdam rate(double other) {
        return often(other, epochs, batch, schedule, shards, byParty);
    }

    @Override
    public LocalAdam epochs(int n) {
        return often(rate, n, batch, schedule, shards, new EpochsByParty.Same());
    }

    @Override
    public LocalAdam epochs(EpochsByParty parties) {
        return often(rate, 1, batch, schedule, shards, parties);
    }

    @Override
    public LocalAdam batch(int rows) {
        return often(rate, epochs, rows, schedule, shards, byParty);
    }

    /**
     * Decays of the means of gradients and of their squares; default 0.9 and 0.999.
     *
     * @param b1 0 to below 1, else a PlanException
     * @param b2 0 to below 1, else a PlanException
     */
    public LocalAdam betas(double b1, double b2) {
        return by(b1, b2, epsilon, weightDecay, keepsState, clip);
    }

    /**
     * Adds a number to the divisor, which keeps it from 0; default 1e-8.
     *
     * @param e above 0, else a PlanException
     */
    public LocalAdam epsilon(double e) {
        return by(beta1, beta2, e, weightDecay, keepsState, clip);
    }

    /**
     * Weight decay: L2 for Adam, default 0; decoupled for AdamW, default 0.01.
     *
     * @param d at least 0, else a PlanException
     */
    @Override
    public LocalAdam weightDecay(double d) {
        return by(beta1, beta2, epsilon, d, keepsState, clip);
    }

    @Override
    public LocalAdam clipGradient(double c) {
        Check.positive(word(decoupled) + "(..).clipGradient(c)", c);
        return by(beta1, beta2, epsilon, weightDecay, keepsState, c);
    }

    /** Lets each party go on with its own moments and step count, also after rounds without it. */
    public LocalAdam keepState() {
        return by(beta1, beta2, epsilon, weightDecay, true, clip);
    }

    @Override
    public LocalAdam schedule(Schedule over) {
        return often(rate, epochs, batch, over, shards, byParty);
    }

    @Override
    public LocalAdam shards(int n) {
        return often(rate, epochs, batch, schedule, n, byParty);
    }

    @Override
    public Update train(Broadcast from, ParamVector start, PartySide here, List<Correction> corrections) {
        Memory memory = here.memory();
        ParamVector m =
                keepsState ? memory.vector("m", start.layout()) : here.pool().zeros(start.layout());
        ParamVector v =
                keepsState ? memory.vector("v", start.layout()) : here.pool().zeros(start.layout());
        var settings = new AdamRule.Settings(beta1, beta2, epsilon, weightDecay, decoupled);
        AdamRule rule = new AdamRule(settings, clip, corrections, m, v, keepsState ? (long) memory.number("t", 0) : 0);
        try {
            return round(from, here)
                    .train(from, start, here.party(), here.member(), here.learner(), Optional.of(rule), here.pool());
        } finally {
            if (keepsState) {
                memory.put("t", (double) rule.steps());
            } else {
                m.close();
                v.close();
            }
        }
    }

    @Override
    public String words() {
        return ".on(" + this + ")";
    }

    private LocalAdam often(double r, int n, int rows, Schedule over, int parts, EpochsByParty parties) {
        return new LocalAdam(
                r, n, rows, beta1, beta2, epsilon, weightDecay, decoupled, keepsState, over, parts, clip, parties);
    }

    private LocalAdam by(double b1, double b2, double e, double d, boolean keeps, double c) {
        return new LocalAdam(rate, epochs, batch, b1, b2, e, d, decoupled, keeps, schedule, shards, c, byParty);
    }

    private static String word(boolean decoupled) {
        return decoupled ? "localAdamW" : "localAdam";
    }

    @Override
    public Set<String> summed() {
        return Set.of(Update.DELTA);
    }

    @Override
    public String toString() {
        double usual = decoupled ? 0.01 : 0;
        return word(decoupled) + "(" + Check.text(rate) + ")"
                + byParty.words(epochs)
                + (batch == 32 ? "" : ".batch(" + batch + ")")
                + (beta1 == 0.9 && beta2 == 0.999 ? "" : ".betas(" + Check.text(beta1) + ", " + Check.text(beta2) + ")")
                + (epsilon == 1e-8 ? "" : ".epsilon(" + Check.text(epsilon) + ")")
                + (weightDecay == usual ? "" : ".weightDecay(" + Check.text(weightDecay) + ")")
                + (clip == 0 ? "" : ".clipGradient(" + Check.text(clip) + ")")
                + (keepsState ? ".keepState()" : "")
                + (schedule instanceof Schedule.Constant ? "" : ".schedule(" + schedule + ")")
                + (shards == 1 ? "" : ".shards(" + shards + ")");
    }
}
