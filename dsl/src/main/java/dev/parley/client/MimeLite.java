package dev.parley.client;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.PartySide;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Correction;
import java.util.List;
import java.util.Optional;

/**
 * MimeLite: local steps by the coordinator's momentum, or Adam, which stands still in the round and so keeps parties from
 * drifting apart (Karimireddy et al., NeurIPS 2021, algorithm 1).
 *
 * <p>A party steps w -= rate ((1 - b) g(w) + b m) and sends w - x and g_i(x), the gradient of all its rows at x; then the
 * coordinator moves m = b m + (1 - b) c, where c are the gradients as the plan's rule combines them, like the updates.
 * Twice the bytes of FedAvg each way, with Adam three times on the way down; one pass over the rows more; 4 bytes a
 * parameter at the coordinator, 8 with Adam, and nothing at a party. Without momentum it is FedAvg, and costs the same. The
 * paper takes the plain mean: {@code aggregate(mean())}; FedJAX weighs by rows.
 *
 * @param base the optimizer
 * @param sgd rate, epochs, batches, weight decay, schedule of the local steps
 */
public record MimeLite(BaseOptimizer base, LocalSgd sgd) implements Mimicking<MimeLite> {
    public MimeLite {
        Mimicking.checked(sgd);
    }

    /** Momentum of 0.9, and the default steps, {@code localSgd(0.1)}. */
    public MimeLite() {
        this(new BaseOptimizer(), new LocalSgd(0.1));
    }

    @Override
    public MimeLite on(BaseOptimizer other, LocalSgd steps) {
        return new MimeLite(other, steps);
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        if (base.isPlain()) {
            return sgd.train(from, here);
        }
        double decay = sgd.weightDecay();
        var rule = base.rule(
                from, base.momentum(), decay == 0 ? List.of() : List.of(Correction.decay(decay)), here.pool());
        Update update = sgd.round(from, here)
                .train(
                        from,
                        from.params(),
                        here.party(),
                        here.member(),
                        here.learner(),
                        Optional.of(rule),
                        here.pool());
        Work work = update.work().and(here.party().size());
        return new Update(update.from(), update.examples(), update.payload(), work).and(GRADIENT, gradient(from, here));
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        if (base.isPlain()) {
            return inner.with(to);
        }
        Aggregate all = inner.with(base.told(to, here.memory()));
        if (all.payload().hasVector(GRADIENT)) { // nobody has sent one in a round without parties
            ParamVector c = all.vector(GRADIENT);
            base.moveMean(here.memory(), c);
            base.moveVariance(here.memory(), c);
        }
        return all;
    }

    @Override
    public boolean needsItsCoordinator() {
        return !base.isPlain();
    }

    @Override
    public String toString() {
        return "mimeLite()" + words();
    }
}
