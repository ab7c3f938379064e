package dev.parley.client;

import dev.parley.example.Party;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.model.Learner;
import dev.parley.num.Seed;
import dev.parley.optimizer.LocalRun;
import dev.parley.optimizer.Probe;
import dev.parley.optimizer.SgdRule;
import java.util.List;

/**
 * The steps of a distributed worker between two synchronisations, going on where the last round ended.
 *
 * <p>All workers walk through an epoch of S steps side by side; one with fewer rows has nothing left for the last of
 * them and stands aside. With one step a round, the mean of the updates weighted by examples is a step of SGD on the
 * workers' batches taken together: -rate x the gradient of the union. Such a round costs the step and no more: rows
 * are shuffled once an epoch, and instead of a look at some rows before and after, the step's own loss is told.
 *
 * @param sgd rate, batch a worker, weight decay and schedule; no momentum, which would be lost at each synchronisation
 * @param between steps between two synchronisations, H
 * @param stepsPerEpoch steps of the worker with most rows, S
 * @param totalSteps steps of the whole training
 */
public record SynchronousSteps(LocalSgd sgd, int between, int stepsPerEpoch, int totalSteps)
        implements ClientAlgorithm {
    public SynchronousSteps {
        if (sgd.momentum() != 0) {
            throw new PlanException(
                    "distributed() starts from the synchronised model after every exchange, which would "
                            + "lose the workers' momentum (" + sgd
                            + "); leave momentum out, or use server(serverSgd(1).momentum(m))");
        }
        if (sgd.clip() != 0) {
            throw new PlanException("distributed() adds the workers' gradients to that of their batches together, and"
                    + " would clip each worker's alone (" + sgd + "); leave clipGradient(c) out, or use federation()");
        }
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
    public Update train(Broadcast from, PartySide here) {
        int first = (from.round() - 1) * between;
        int behind = Math.min(first + between, totalSteps);
        Party party = here.party();
        Learner learner = here.learner();
        int size = party.size();
        int examples = 0;
        double rate = sgd.rate(from);
        Probe probe = new Probe(between > 1 && from.evaluated(), learner, party);
        double before = probe.loss(from.params());
        var rule = SgdRule.of(0, sgd.weightDecay(), List.of(), from.params().layout(), here.pool());
        try (LocalRun run = new LocalRun(learner, from.params(), rule, here.pool())) {
            learner.begin(from.seed().at("layers", from.round()));
            for (int step = first; step < behind; step++) {
                int epoch = step / stepsPerEpoch;
                int at = (step % stepsPerEpoch) * sgd.batch();
                int count = Math.min(sgd.batch(), size - at);
                if (count <= 0) {
                    continue;
                }
                int[] order = here.order(order(from.seed(), epoch));
                double loss = run.step(party.examples(), order, at, count, rate);
                before = between == 1 ? loss : before;
                examples += count;
            }
            Work work = new Work(examples, run.steps(), before, probe.loss(run.params()));
            return new Update(here.member(), examples, Payload.of(Update.DELTA, run.delta()), work);
        }
    }

    /** The order of a worker's rows in an epoch, from 0. */
    static Seed order(Seed own, int epoch) {
        return own.at("order", epoch);
    }
}
