package dev.parley.client;

import dev.parley.data.Party;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.num.Seed;

/** The epochs of a party's round, batch by batch. */
final class Steps {
    private final LocalSgd sgd;
    private final double mu;

    Steps(LocalSgd sgd, double mu) {
        this.sgd = sgd;
        this.mu = mu;
    }

    Update train(Broadcast from, Party party, Learner learner) {
        Seed order = from.seed().at("order", from.round(), party.index());
        int[] rows = party.rows().clone();
        int batch = Math.min(sgd.batch(), rows.length);
        double rate = sgd.rate() * sgd.schedule().factor(from.round(), from.rounds());
        try (Sgd steps = new Sgd(learner, from.params(), sgd.momentum(), sgd.weightDecay(), mu)) {
            order.at("epoch", 0).shuffle(rows);
            Probe probe = new Probe(learner, party, rows);
            double before = probe.loss(from.params());
            for (int epoch = 0; epoch < sgd.epochs(); epoch++) {
                if (epoch > 0) {
                    System.arraycopy(party.rows(), 0, rows, 0, rows.length);
                    order.at("epoch", epoch).shuffle(rows);
                }
                for (int at = 0; at < rows.length; at += batch) {
                    steps.step(party.examples(), rows, at, Math.min(batch, rows.length - at), rate);
                }
            }
            long processed = (long) rows.length * sgd.epochs();
            return steps.update(party, rows.length, processed, before, probe.loss(steps.params()));
        }
    }
}
