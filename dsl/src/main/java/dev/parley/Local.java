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

    /**
     * The number of parties the data is split over; a check, where it is split already.
     *
     * <p>Example: {@code local().parties(4).train(logistic(), dataset("breast-cancer"))}
     *
     * @param n at least 1
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where the data is split over another number
     */
    public Local parties(int n) {
        return choose(Choice.PARTIES, n);
    }

    /**
     * Passes of each party over its rows; default 10.
     *
     * <p>Example: {@code local().epochs(20)}
     *
     * @param n at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public Local epochs(int n) {
        return choose(Choice.EPOCHS, n);
    }

    /**
     * The way the plan splits a data set over its parties; default {@code iid()}.
     *
     * <p>By the plan's seed. Example: {@code local().parties(4).partition(dirichlet(0.5))}
     *
     * @param how such as {@code iid()}, {@code dirichlet(alpha)}, {@code shards(perParty)}; refused in {@code train} with
     *     a PlanException where the data is split already
     */
    public Local partition(Partition how) {
        return choose(Choice.PARTITION, how);
    }

    /**
     * Lets each party measure the model on its own rows, every so many rounds and in the last one: on those it keeps for a
     * test where the split says {@code partyTest(share)}, else on its training rows.
     *
     * <p>Here that is the party's own model. {@code run.partyScores()} has the scores. It costs one pass over
     * all training rows without gradients, about a third of an epoch. Default: never.
     *
     * <p>Example: {@code local().epochs(20).evaluateParties(5)}
     *
     * @param rounds from one measurement to the next, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public Local evaluateParties(int rounds) {
        return choose(Choice.EVALUATE_PARTIES, rounds);
    }
}
