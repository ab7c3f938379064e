package dev.parley.client;

import dev.parley.example.Party;
import dev.parley.fault.PlanException;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.num.Seed;
import dev.parley.optimizer.LocalRun;
import dev.parley.optimizer.SgdRule;
import dev.parley.optimizer.StepRule;
import java.util.Optional;

/**
 * The steps of a distributed worker between two synchronisations, going on where the last round ended.
 *
 * <p>All workers walk through an epoch of S steps side by side; one with fewer rows has nothing left for the last of
 * them and stands aside. With one step a round, the mean of the updates weighted by examples is a step of SGD on the
 * workers' batches taken together: -rate x the gradient of the union. Such a round costs the step and no more: rows
 * are shuffled once an epoch, and instead of a look at some rows before and after, the step's own loss is told.
 *
 * @param sgd rate, batch a worker, weight decay and schedule; no momentum, which would be lost at each synchronisation
 * @param steps steps between two synchronisations, H
 * @param stepsPerEpoch steps of the worker with most rows, S
 * @param totalSteps steps of the whole training
 */
public record SynchronousSteps(LocalSgd sgd, int steps, int stepsPerEpoch, int totalSteps) implements ClientAlgorithm {
    public SynchronousSteps {
        if (sgd.momentum() != 0) {
            throw new PlanException(
                    "distributed() starts from the synchronised model after every exchange, which would "
                            + "lose the workers' momentum (" + sgd
                            + "); leave momentum out, or use server(serverSgd(1).momentum(m))");
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
    public Update train(Broadcast from, Party party, Learner learner, PartyMemory memory) {
        int first = (from.round() - 1) * steps;
        int behind = Math.min(first + steps, totalSteps);
        int[] rows = party.rows();
        int examples = 0;
        double rate = sgd.rate() * sgd.schedule().factor(from.round(), from.rounds());
        Probe probe = new Probe(steps > 1 && from.evaluated(), learner, party, rows);
        double before = probe.loss(from.params());
        Optional<StepRule> rule = SgdRule.of(0, sgd.weightDecay(), 0, from.params(), memory.pool());
        try (LocalRun descent = new LocalRun(learner, from.params(), rule, memory.pool())) {
            learner.begin(from.seed().at("layers", from.round(), party.index()));
            for (int step = first; step < behind; step++) {
                int epoch = step / stepsPerEpoch;
                int at = (step % stepsPerEpoch) * sgd.batch();
                int count = Math.min(sgd.batch(), rows.length - at);
                if (count <= 0) {
                    continue;
                }
                int[] order = memory.order(order(from.seed(), epoch, party), rows);
                double loss = descent.step(party.examples(), order, at, count, rate);
                before = steps == 1 ? loss : before;
                examples += count;
            }
            return descent.update(party, examples, examples, before, probe.loss(descent.params()));
        }
    }

    /** The order of a worker's rows in an epoch, from 0. */
    static Seed order(Seed seed, int epoch, Party party) {
        return seed.at("order", epoch, party.index());
    }
}
