package dev.parley.optimizer;

import dev.parley.example.Party;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
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
public record LocalEpochs(int epochs, int batch, double rate, Schedule schedule) {

    /** The learning rate of a round. */
    public double rate(Broadcast in) {
        return rate * schedule.factor(in.round(), in.rounds());
    }

    /**
     * Trains from a starting point by a rule, which is closed here; none is plain SGD.
     *
     * @return the update with its {@code delta} from the starting point
     */
    public Update train(
            Broadcast from,
            ParamVector start,
            Party party,
            Member member,
            Learner learner,
            Optional<StepRule> rule,
            VectorPool pool) {
        Seed order = from.seed().at("order", from.round());
        int[] rows = party.rows();
        int most = Math.min(batch, rows.length);
        double now = rate(from);
        try (LocalRun run = new LocalRun(learner, start, rule, pool)) {
            learner.begin(from.seed().at("layers", from.round()));
            order.at("epoch", 0).shuffle(rows);
            Probe probe = new Probe(from.evaluated(), learner, party, rows);
            double before = probe.loss(start);
            for (int epoch = 0; epoch < epochs; epoch++) {
                if (epoch > 0) {
                    Arrays.setAll(rows, row -> row);
                    order.at("epoch", epoch).shuffle(rows);
                }
                for (int at = 0; at < rows.length; at += most) {
                    run.step(party.examples(), rows, at, Math.min(most, rows.length - at), now);
                }
            }
            double after = probe.loss(run.params());
            Work work = new Work((long) rows.length * epochs, run.steps(), before, after);
            return new Update(member, rows.length, Payload.of(Update.DELTA, run.delta()), work);
        }
    }
}
