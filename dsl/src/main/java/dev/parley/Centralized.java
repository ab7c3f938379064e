package dev.parley;

import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.train.Surroundings;

/** All rows in one place: the baseline that sharing data would give. A round is an epoch. */
public final class Centralized extends Trainer<Centralized> {
    Centralized(Plan plan, Surroundings place) {
        super(plan, place);
    }

    @Override
    Centralized with(Plan changed, Surroundings moved) {
        return new Centralized(changed, moved);
    }

    /**
     * Passes over the data; default 10.
     *
     * <p>Example: {@code centralized().epochs(20)}
     *
     * @param n at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public Centralized epochs(int n) {
        return choose(Choice.EPOCHS, n);
    }
}
