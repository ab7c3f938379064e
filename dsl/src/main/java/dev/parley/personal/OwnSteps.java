package dev.parley.personal;

import dev.parley.client.LocalSgd;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.optimizer.Probe;

/**
 * A round's work in the client's place: walks through its batches with steps of a personalization's own, and makes the
 * update.
 */
final class OwnSteps implements AutoCloseable {
    private final Broadcast from;
    private final PartySide here;
    private final Batches batches;
    private final double rate;
    private final ParamVector w;
    private final ParamVector gradient;
    private int steps;
    private boolean sent;

    /** Begins at the parameters that were sent. */
    OwnSteps(Broadcast from, PartySide here) {
        LocalSgd sgd = (LocalSgd) here.client();
        this.from = from;
        this.here = here;
        this.batches = Batches.of(sgd, from, here);
        this.rate = sgd.localEpochs().rate(from);
        this.w = here.pool().copy(from.params());
        this.gradient = here.pool().zeros(from.params().layout());
    }

    /** The parameters that the steps change, and that are shared. */
    ParamVector w() {
        return w;
    }

    /** The rate of this round. */
    double rate() {
        return rate;
    }

    /** Gradients taken so far. */
    int steps() {
        return steps;
    }

    /** The mean gradient of some rows at some parameters; valid until the next one. */
    ParamVector gradient(int[] rows, int at, int count, ParamVector params) {
        steps++;
        gradient.fill(0);
        here.learner().addGradient(here.party().examples(), rows, at, count, 1, params, gradient);
        return gradient;
    }

    /** Takes a plain step of {@code localSgd}, with the same bits. */
    void descend(int[] rows, int at, int count) {
        steps++;
        here.learner().addGradient(here.party().examples(), rows, at, count, -rate, w, w);
        here.learner().updateStatistics(w);
    }

    /** Lets running statistics of the last gradient's rows be those of these parameters. */
    void settle(ParamVector params) {
        here.learner().updateStatistics(params);
    }

    /** Lets running statistics be as they are in other parameters, which no step moves. */
    static void measured(ParamVector source, ParamVector target) {
        if (!target.layout().isAllLearned()) {
            new Part(target.layout().spans(Role.STATISTIC)).copy(source, target);
        }
    }

    /** Walks through all batches and sends the change of w. */
    Update walk(Batches.Step step) {
        Probe probe = new Probe(from.evaluated(), here.learner(), here.party(), batches.order());
        here.learner().begin(from.seed().at("layers", from.round()));
        double before = probe.loss(from.params());
        batches.each(step);
        Work work = new Work(batches.rows(), steps, before, probe.loss(w));
        sent = true;
        return new Update(here.member(), here.party().size(), Payload.of(Update.DELTA, w.add(-1, from.params())), work);
    }

    @Override
    public void close() {
        gradient.close();
        if (!sent) {
            w.close();
        }
    }
}
