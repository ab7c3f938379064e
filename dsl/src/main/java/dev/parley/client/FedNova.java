package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.Role;
import dev.parley.optimizer.Correction;
import dev.parley.optimizer.StepWeights;
import java.util.List;
import java.util.Optional;

/**
 * FedNova: updates are divided by the steps that they took, so that who takes more does not count more (Wang, Liu, Liang,
 * Joshi and Poor, NeurIPS 2020).
 *
 * <p>A party's change is -rate times the sum of a_k g_k over its gradients, with weights a_k that depend on the steps alone
 * ({@link StepWeights}). It sends its delta over |a|_1, and |a|_1, a number of 8 bytes. The rule combines the deltas; the
 * step is tau_eff times the result, where tau_eff = sum of p_i |a_i|_1 over who came, with the rule's weights p_i: rows under
 * {@code weightedMean()}, equal ones under {@code mean()} and under each rule that is no mean. Where all take the same
 * steps it is FedAvg, up to rounding. Running statistics are averaged as they are.
 *
 * @param mu strength of the pull of {@code fedProx(mu)} in the steps, at least 0
 * @param sgd the steps
 */
public record FedNova(double mu, LocalSgd sgd) implements OnSgd<FedNova> {
    private static final String STEPS = "effective steps";

    public FedNova {
        Check.notNegative("fedNova().proximal(mu)", mu);
    }

    /** With the default steps, {@code localSgd(0.1)}. */
    public FedNova() {
        this(0, new LocalSgd(0.1));
    }

    /**
     * Holds a party's model near the global one, as {@code fedProx(mu)} does; default 0.
     *
     * @param strength mu, at least 0, else a PlanException
     */
    public FedNova proximal(double strength) {
        return new FedNova(strength, sgd);
    }

    @Override
    public FedNova on(LocalSgd steps) {
        return new FedNova(mu, steps);
    }

    @Override
    public String reason() {
        return "divides updates by the weights of their gradients, which are known of steps of SGD";
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        List<Correction> pull = mu == 0 ? List.of() : List.of(Correction.pull(mu, from.params()));
        Update update = sgd.train(from, from.params(), here, pull);
        double weight = new StepWeights(sgd.momentum(), sgd.rate(from) * mu)
                .sum(update.work().steps());
        update.delta().scale(1 / weight, Role.LEARNED);
        return update.and(STEPS, weight);
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        Aggregate all = inner.with(to);
        Double steps = all.payload().numbers().get(STEPS);
        if (steps == null) {
            return all; // nobody came, or nobody told its steps
        }
        here.note("tau eff", steps);
        all.delta().scale(steps, Role.LEARNED);
        return all;
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        if (others.stream().anyMatch(Filter::keepsAllAtHome)) {
            return Optional.of(this + " weighs what parties share, but in local() nothing leaves a party; use "
                    + (mu == 0 ? sgd.toString() : new FedProx(mu, sgd).toString()) + ", or federation()");
        }
        return new StepWeights(sgd.momentum(), sgd.rate() * mu)
                .objection()
                .map(reason -> this + " has no weights to divide by: " + reason + "; lower mu, rate or momentum");
    }

    @Override
    public String toString() {
        return "fedNova()" + (mu == 0 ? "" : ".proximal(" + Check.text(mu) + ")") + sgd.words();
    }
}
