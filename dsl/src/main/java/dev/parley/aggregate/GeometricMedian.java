package dev.parley.aggregate;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.WeightedSum;
import dev.parley.num.ParamVector;

/**
 * The point of least summed distance to the updates, by smoothed Weiszfeld steps from their mean: weights
 * 1 / max(nu, |z - w_i|), z the weighted mean (RFA; Pillutla, Kakade and Harchaoui, 2019, algorithm 2).
 *
 * <p>Every party counts the same; the paper weighs by rows. Withstands up to half of the updates. Holds all updates of a
 * round and two vectors; costs n products a step.
 *
 * @param steps at least 1; 3 in the paper
 * @param nu below which a distance counts no less, above 0; 1e-6 in the paper
 */
public record GeometricMedian(int steps, double nu) implements Aggregation {
    /** The paper's. */
    public GeometricMedian() {
        this(3, 1e-6);
    }

    public GeometricMedian {
        Check.atLeastOne("geometricMedian().steps(n)", steps);
        if (!(nu > 0)) {
            throw new PlanException(
                    "geometricMedian needs a smoothing nu above 0, but " + Check.text(nu) + " was given");
        }
    }

    /** The same with another number of steps. */
    public GeometricMedian steps(int n) {
        return new GeometricMedian(n, nu);
    }

    @Override
    public ParamVector aggregate(Updates updates) {
        ParamVector z = updates.mean();
        for (int step = 0; step < steps; step++) {
            WeightedSum sum = new WeightedSum();
            for (Update update : updates) {
                ParamVector gap = update.delta().minus(z);
                sum.add(1 / Math.max(nu, gap.norm()), update.delta());
                gap.close();
            }
            z.close();
            z = sum.mean();
        }
        return z;
    }

    @Override
    public boolean withstands() {
        return true;
    }

    @Override
    public String toString() {
        boolean plain = equals(new GeometricMedian());
        return plain ? "geometricMedian()" : "geometricMedian(" + steps + " steps, nu " + Check.text(nu) + ")";
    }
}
