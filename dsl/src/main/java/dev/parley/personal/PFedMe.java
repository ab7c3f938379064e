package dev.parley.personal;

import dev.parley.fault.Check;
import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Optional;

/**
 * pFedMe: each party's own theta minimizes F_i(theta) + lambda/2 |theta - w|^2, and w follows it (Dinh, Tran and Nguyen,
 * NeurIPS 2020, algorithm 1).
 *
 * <p>Both begin a round at the common model. On each batch theta takes K steps theta -= r (gradient(theta) + lambda (theta - w)),
 * then w -= rate lambda (w - theta). The rate is the client's, K is 5 unless {@code steps(n)} says another number, and
 * r = min(rate, 1 / lambda): the paper has r and the rate as two numbers, 0.005 for the latter. The paper's server mixes,
 * x = (1 - beta) x + beta mean(w): that is {@code aggregate(mean()).server(serverSgd(beta))}. The larger lambda, the nearer
 * it comes to {@code localSgd}, in the order of 1 / lambda. Costs K times the steps, and 4 bytes a parameter of memory at each
 * party.
 *
 * @param lambda strength of the pull, above 0
 * @param steps K, at least 1
 */
public record PFedMe(double lambda, int steps) implements Personalization {
    private static final int STEPS = 5;

    public PFedMe {
        Check.positive("pFedMe(lambda)", lambda);
        Check.atLeastOne("pFedMe(lambda).steps(n)", steps);
    }

    /** With 5 steps a batch. */
    public PFedMe(double lambda) {
        this(lambda, STEPS);
    }

    /**
     * Steps on each batch towards the party's own model; default 5.
     *
     * @param n at least 1, else a PlanException
     */
    public PFedMe steps(int n) {
        return new PFedMe(lambda, n);
    }

    @Override
    public Update learn(Broadcast from, PartySide here, Answer inner) {
        ParamVector theta = OwnModel.of(from, here);
        try (OwnSteps walk = new OwnSteps(from, here)) {
            double inside = Math.min(walk.rate(), 1 / lambda);
            double follows = walk.rate() * lambda;
            theta.set(walk.w());
            return walk.walk((rows, at, count) -> {
                for (int k = 0; k < steps; k++) {
                    ParamVector gradient = walk.gradient(rows, at, count, theta);
                    theta.scale(1 - inside * lambda)
                            .add(inside * lambda, walk.w())
                            .add(-inside, gradient);
                    walk.settle(theta);
                }
                walk.w().scale(1 - follows).add(follows, theta);
                OwnSteps.measured(theta, walk.w());
            });
        }
    }

    @Override
    public ParamVector own(Broadcast from, PartySide here) {
        return OwnModel.copy(from, here);
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        return LocalWork.inPlaceOf(this, others, false);
    }

    @Override
    public String toString() {
        return "pFedMe(" + Check.text(lambda) + ")" + (steps == STEPS ? "" : ".steps(" + steps + ")");
    }
}
