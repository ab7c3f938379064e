package dev.parley;

import dev.parley.aggregate.Aggregation;
import dev.parley.cohort.UniformCount;
import dev.parley.cohort.UniformShare;
import dev.parley.partition.Partition;
import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.server.ServerOptimizer;
import dev.parley.train.Surroundings;

/** Parties keep their rows and learn one model together: a round sends it to a cohort and aggregates what comes back. */
public final class Federation extends Trainer<Federation> {
    Federation(Plan plan, Surroundings place) {
        super(plan, place);
    }

    @Override
    Federation with(Plan changed, Surroundings moved) {
        return new Federation(changed, moved);
    }

    /** How many parties the data is split over; a check, where it is split already. */
    public Federation parties(int n) {
        return choose(Choice.PARTIES, n);
    }

    /** Rounds to be done; default 10. */
    public Federation rounds(int n) {
        return choose(Choice.ROUNDS, n);
    }

    /** How the plan splits a data set over its parties; default {@code iid()}. */
    public Federation partition(Partition how) {
        return choose(Choice.PARTITION, how);
    }

    /** How updates become one; default {@code weightedMean()}. */
    public Federation aggregate(Aggregation rule) {
        return choose(Choice.AGGREGATE, rule);
    }

    /** How the one becomes the next parameters; default {@code serverSgd(1)}. */
    public Federation server(ServerOptimizer optimizer) {
        return choose(Choice.SERVER, optimizer);
    }

    /** The share of the parties that takes part in a round, above 0 and at most 1; default all. */
    public Federation participation(double share) {
        return choose(Choice.PARTICIPATION, new UniformShare(share));
    }

    /** The number of parties that take part in a round. */
    public Federation cohort(int n) {
        return choose(Choice.PARTICIPATION, new UniformCount(n));
    }

    /** How many answers a round needs; default all of its cohort. */
    public Federation minParties(int n) {
        return choose(Choice.MIN_PARTIES, n);
    }

    /**
     * Every so many rounds each party measures the model on its own training rows, and so it does in the last round.
     *
     * <p>{@code run.partyScores()} has the scores, curves show their 10th to 90th percentile. It costs one pass over
     * all training rows without gradients, about a third of an epoch, and the model is sent to every party, which is counted in bytes.
     */
    public Federation evaluateParties(int rounds) {
        return choose(Choice.EVALUATE_PARTIES, rounds);
    }
}
