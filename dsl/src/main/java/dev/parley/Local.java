package dev.parley;

import dev.parley.partition.Partition;
import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.train.Surroundings;

/** Each party alone, with a model of its own: the baseline without any sharing. A round is an epoch. */
public final class Local extends Trainer<Local> {
    Local(Plan plan, Surroundings place) {
        super(plan, place);
    }

    @Override
    Local with(Plan changed, Surroundings moved) {
        return new Local(changed, moved);
    }

    /** How many parties the data is split over; a check, where it is split already. */
    public Local parties(int n) {
        return choose(Choice.PARTIES, n);
    }

    /** Passes of each party over its rows; default 10. */
    public Local epochs(int n) {
        return choose(Choice.EPOCHS, n);
    }

    /** How the plan splits a data set over its parties; default {@code iid()}. */
    public Local partition(Partition how) {
        return choose(Choice.PARTITION, how);
    }

    /**
     * Every so many rounds each party measures the model on its own training rows, and so it does in the last round.
     *
     * <p>Here that is the party's own model. {@code run.partyScores()} has the scores. It costs one pass over
     * all training rows without gradients, about a third of an epoch.
     */
    public Local evaluateParties(int rounds) {
        return choose(Choice.EVALUATE_PARTIES, rounds);
    }
}
