package dev.parley.client;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.LossAtStart;
import dev.parley.filter.PartySide;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.optimizer.Probe;
import java.util.List;
import java.util.Optional;

/**
 * FedProx whose mu follows the training loss: see {@link AdaptiveMu}.
 *
 * <p>The loss of a round is the mean over all training rows of who came, at the parameters that they were sent, with the
 * rule's weights; under a rule that is no mean, the plain mean of the parties' losses. Each party sends its own, a number,
 * which costs a forward pass over its rows. So mu moves one round after the loss has; with a cohort, losses of different
 * parties are compared. The mu of a round is sent with the parameters.
 *
 * @param mu what it begins with
 * @param sgd the steps
 */
public record AdaptiveFedProx(AdaptiveMu mu, LocalSteps<?> sgd) implements OnSteps<AdaptiveFedProx> {
    private static final String MU = "mu";

    /** With the default steps, {@code localSgd(0.1)}. */
    public AdaptiveFedProx(AdaptiveMu mu) {
        this(mu, new LocalSgd(0.1));
    }

    @Override
    public AdaptiveFedProx on(LocalSteps<?> steps) {
        return new AdaptiveFedProx(mu, steps);
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        double loss = Probe.all(here.learner(), here.party()).loss(from.params());
        double now = from.payload().numbers().getOrDefault(MU, mu.first());
        return new FedProx(now, sgd).train(from, here).and(LossAtStart.LOSS, loss);
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        double now = mu.now(here.memory());
        here.note(MU, now);
        Aggregate all = inner.with(to.and(MU, now));
        Double loss = all.payload().numbers().get(LossAtStart.LOSS);
        if (loss != null && Double.isFinite(loss)) {
            mu.heard(loss, here.memory());
        }
        return all;
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        return others.stream().anyMatch(Filter::keepsAllAtHome)
                ? Optional.of(this + " shares one mu, but in local() nothing leaves a party; use "
                        + new FedProx(0.1, sgd) + ", or federation()")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "fedProx(" + mu + ")" + sgd.words();
    }
}
