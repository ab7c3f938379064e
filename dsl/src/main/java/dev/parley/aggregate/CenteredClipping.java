package dev.parley.aggregate;

import dev.parley.fault.Check;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Fold;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.List;

/**
 * Centered clipping: v + 1/n sum (w_i - v) min(1, tau / |w_i - v|), from the last round's result v, and 0 at first
 * (Karimireddy, He and Jaggi, ICML 2021, section 5).
 *
 * <p>The paper lets parties send momentum; here v follows whatever they send. Holds all updates of a round and v, which is
 * the coordinator's memory. Costs 2 n products a step.
 *
 * @param tau above 0, in the unit of an update
 * @param steps in a round, at least 1; 1 in the paper
 */
public record CenteredClipping(double tau, int steps) implements Aggregation {
    public CenteredClipping {
        Check.positive("centeredClipping(tau)", tau);
        Check.atLeastOne("centeredClipping(tau).steps(n)", steps);
    }

    /** With one step a round. */
    public CenteredClipping(double tau) {
        this(tau, 1);
    }

    /** The same with another number of steps. */
    public CenteredClipping steps(int n) {
        return new CenteredClipping(tau, n);
    }

    @Override
    public Fold begin(CoordinatorSide here, List<Member> cohort) {
        return new Collecting(this, here, (name, updates) -> {
            ParamVector center = here.memory()
                    .vector("center of " + name, updates.list().get(0).delta().layout());
            move(center, updates);
            return center.copy();
        });
    }

    /** From a center of 0. */
    @Override
    public ParamVector aggregate(Updates updates) {
        ParamVector center = updates.list().get(0).delta().times(0);
        move(center, updates);
        return center;
    }

    private void move(ParamVector center, Updates updates) {
        for (int step = 0; step < steps; step++) {
            try (ParamVector way = center.times(0)) {
                for (Update update : updates) {
                    try (ParamVector gap = update.delta().minus(center)) {
                        double norm = gap.norm();
                        way.add((norm > tau ? tau / norm : 1) / updates.size(), gap);
                    }
                }
                center.add(1, way);
            }
        }
    }

    @Override
    public long bytes(long parameters, int cohort) {
        return Float.BYTES * parameters * (cohort + 3L);
    }

    @Override
    public boolean withstands() {
        return true;
    }

    @Override
    public String toString() {
        return "centeredClipping(" + Check.text(tau) + ")" + (steps == 1 ? "" : ".steps(" + steps + ")");
    }
}
