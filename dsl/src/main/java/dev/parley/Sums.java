package dev.parley;

import dev.parley.aggregate.Summable;
import dev.parley.run.SecureRound;
import dev.parley.secure.Neighborhood;
import dev.parley.secure.Secure;

/** Words for sums that nobody sees the parts of: {@code federation().aggregate(secure(mean()))}. */
public final class Sums {
    private Sums() {}

    /**
     * A mean of updates of which the coordinator sees the sum alone.
     *
     * <p>Each party adds masks to its update that cancel in the sum of all, in four steps a round: keys, shares of them for
     * others, the masked update, and what opens the masks of those that left (Bonawitz et al., CCS 2017). Keys are fresh each
     * round. Against a coordinator and parties that follow the protocol and are curious: fewer than t of them together learn
     * no more than the sum. Row counts, losses and norms of a party are not sent. Update values are whole numbers of 20 bits
     * in [-8, 8], so the mean is off by less than 16 / (2^20 - 1); {@code .bits(b)} and {@code .range(c)} change that, the
     * column "out of range" counts what lay outside. Costs a key agreement with every other party twice, or with
     * {@code .neighbors(k)} with k of them (Bell et al., CCS 2020).
     *
     * <p>Statistics of columns, before the first round, go through the same masks; names of columns, categories and
     * classes are in the open.
     *
     * <p>{@code .threshold(0.66)} says which share of the parties has to be left to open a sum, {@code .threshold(9)} how many;
     * default floor(2 n / 3) + 1. With fewer, and with fewer than 3 parties, the training ends with a SecureSumException;
     * finished rounds are kept. Of {@code secure(weightedMean())} the weight is inside the sum, and
     * {@code .largestWeight(rows)} bounds it; default 65,536.
     *
     * <p>Example: {@code federation().aggregate(secure(mean())).train(softmax(), hospitals)}
     *
     * @param rule {@code mean()} or {@code weightedMean()}; what is no sum does not compile
     */
    public static Secure secure(Summable rule) {
        return new Secure(rule);
    }

    /**
     * As few neighbors as are enough for a number of parties, and how many of them open a secret.
     *
     * <p>With them a coordinator together with a share of the parties learns no more than the sum but with probability 2^-40,
     * and a sum stays closed because a share of the parties left with probability 2^-20 at most (Bell et al., CCS 2020). Of
     * 1,000 parties a party has masks in common with some dozens, and not with 999.
     *
     * <p>Example: {@code secure(mean()).neighbors(neighborsFor(1000, 0.05, 0.05))}
     *
     * @param parties that take part in a round, at least 5
     * @param colluding share of those that collude with the coordinator, from 0 to below 1
     * @param leaving share of those that leave in a round, from 0 to below 1
     * @throws dev.parley.fault.PlanException where no number of neighbors is enough, as with few parties
     */
    public static Neighborhood neighborsFor(int parties, double colluding, double leaving) {
        return Neighborhood.of(parties, colluding, leaving);
    }

    /**
     * Shows what the coordinator saw of a round under {@code secure(..)}: a masked vector, the mean that the sum came to, and what
     * each step cost.
     *
     * <p>Example: {@code show(run.secureRound(3))}
     *
     * @param round of a run under {@code secure(..)}
     * @return the same, which is a cell's value and prints itself
     */
    public static SecureRound show(SecureRound round) {
        return round;
    }
}
