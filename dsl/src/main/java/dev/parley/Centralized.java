package dev.parley;

import dev.parley.plan.Choice;
import dev.parley.plan.Plan;

/** All rows in one place: the baseline that sharing data would give. A round is an epoch. */
public final class Centralized extends Trainer<Centralized> {
    Centralized(Plan plan, Place place) {
        super(plan, place);
    }

    @Override
    Centralized with(Plan changed, Place moved) {
        return new Centralized(changed, moved);
    }

    /** Passes over the data; default 10. */
    public Centralized epochs(int n) {
        return choose(Choice.EPOCHS, n);
    }
}
