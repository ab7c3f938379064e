package dev.parley.client;

import dev.parley.example.Party;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.num.Seed;
import dev.parley.optimizer.LocalRun;
import dev.parley.optimizer.Schedule;
import dev.parley.optimizer.StepRule;
import java.util.Arrays;
import java.util.Optional;

/**
 * The epochs of a party's round, batch by batch; rows are shuffled anew each epoch.
 *
 * @param epochs passes over the rows
 * @param batch rows a step
 * @param rate learning rate of the first round
 * @param schedule the rate over rounds
 */
record Steps(int epochs, int batch, double rate, Schedule schedule) {

    /** Trains by a rule, which is closed here; none is plain SGD. */
    Update train(Broadcast from, Party party, Learner learner, Optional<StepRule> rule, PartyMemory memory) {
        Seed order = from.seed().at("order", from.round(), party.index());
        int[] rows = party.rows();
        int most = Math.min(batch, rows.length);
        double now = rate * schedule.factor(from.round(), from.rounds());
        try (LocalRun descent = new LocalRun(learner, from.params(), rule, memory.pool())) {
            learner.begin(from.seed().at("layers", from.round(), party.index()));
            order.at("epoch", 0).shuffle(rows);
            Probe probe = new Probe(from.evaluated(), learner, party, rows);
            double before = probe.loss(from.params());
            for (int epoch = 0; epoch < epochs; epoch++) {
                if (epoch > 0) {
                    Arrays.setAll(rows, row -> row);
                    order.at("epoch", epoch).shuffle(rows);
                }
                for (int at = 0; at < rows.length; at += most) {
                    descent.step(party.examples(), rows, at, Math.min(most, rows.length - at), now);
                }
            }
            long samplesSeen = (long) rows.length * epochs;
            return descent.update(party, rows.length, samplesSeen, before, probe.loss(descent.params()));
        }
    }
}
