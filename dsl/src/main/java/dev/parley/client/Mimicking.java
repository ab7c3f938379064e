package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.optimizer.FullGradient;
import java.util.List;
import java.util.Optional;

/**
 * A client whose steps are those of the coordinator's optimizer, frozen for the round: what Mime and MimeLite share, and how
 * both are told of it.
 *
 * @param <C> the client
 */
public sealed interface Mimicking<C extends Mimicking<C>> extends OnSgd<C> permits Mime, MimeLite {
    /** The name of the gradient of all rows at the global parameters, in an update. */
    String GRADIENT = "gradient";

    /** The optimizer. */
    BaseOptimizer base();

    /** The same client with another optimizer and other steps. */
    C on(BaseOptimizer other, LocalSgd steps);

    @Override
    default C on(LocalSgd steps) {
        return on(base(), steps);
    }

    /**
     * Momentum of the optimizer, which the coordinator keeps over rounds; default 0.9.
     *
     * @param b 0 to below 1, else a PlanException
     */
    @Override
    default C momentum(double b) {
        return on(base().momentum(b), sgd());
    }

    /**
     * Takes Adam for the optimizer: betas 0.9 and 0.99, epsilon 0.001.
     *
     * @param rate the local learning rate, above 0, else a PlanException; 0.001 to 0.01 are usual
     */
    default C adam(double rate) {
        return on(base().adam(), sgd().rate(rate));
    }

    /**
     * Decays of Adam's moments; default 0.9 and 0.99.
     *
     * @param b1 0 to below 1, else a PlanException
     * @param b2 0 to below 1, else a PlanException
     */
    default C betas(double b1, double b2) {
        return on(adam("betas(b1, b2)").betas(b1, b2), sgd());
    }

    /**
     * Adds a number to Adam's divisor; default 0.001. The smaller it is, the more the steps adapt.
     *
     * @param e above 0, else a PlanException
     */
    default C epsilon(double e) {
        return on(adam("epsilon(e)").epsilon(e), sgd());
    }

    private BaseOptimizer adam(String step) {
        if (!base().adaptive()) {
            throw new PlanException(this + " has no Adam for " + step + " to change; say adam(rate) first");
        }
        return base();
    }

    /** Refuses a momentum and a bound of the steps' own. */
    static void checked(LocalSgd sgd) {
        if (sgd.momentum() != 0) {
            throw new PlanException("mime() and mimeLite() step by the momentum that the coordinator keeps, but " + sgd
                    + " has one of its own; leave it out there, and say momentum(b) of the client");
        }
        if (sgd.clip() != 0) {
            throw new PlanException(
                    "mime() and mimeLite() step by the coordinator's optimizer, which bounds no gradient, but " + sgd
                            + " asks for it; leave clipGradient(c) out, or bound what is sent by filter(clip(c))");
        }
    }

    /**
     * The gradient of all rows of a party at the parameters that it was sent, weight decay's among it. It is taken in chunks
     * of 64 rows, or of the plan's batch where that is larger, since small ones take longer.
     */
    default ParamVector gradient(Broadcast from, PartySide here) {
        ParamVector x = from.params();
        ParamVector sum = here.pool().zeros(x.layout());
        here.learner().begin(from.seed().at(GRADIENT, from.round()));
        new FullGradient(here.learner().batch()).add(here.learner(), here.party(), 1, x, sum);
        if (sgd().weightDecay() != 0) {
            try (ParamVector learned = here.pool().copy(x).scale(0, Role.STATISTIC)) {
                sum.add(sgd().weightDecay(), learned);
            }
        }
        return sum;
    }

    @Override
    default boolean ownsServerStep() {
        return true;
    }

    @Override
    default Optional<String> objection(List<Filter> others) {
        return needsItsCoordinator() && others.stream().anyMatch(Filter::keepsAllAtHome)
                ? Optional.of(this + " steps by what all parties' gradients come to, but in local() nothing leaves a"
                        + " party; use localSgd(" + Check.text(rate()) + "), or federation()")
                : Optional.empty();
    }

    /** As both are written behind their word. */
    default String words() {
        return base().words(rate()) + (base().adaptive() ? sgd().rate(0.1) : sgd()).words();
    }
}
