package dev.parley;

import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Bucketing;
import dev.parley.aggregate.Bulyan;
import dev.parley.aggregate.CenteredClipping;
import dev.parley.aggregate.FoolsGold;
import dev.parley.aggregate.GeometricMedian;
import dev.parley.aggregate.Krum;
import dev.parley.aggregate.Majority;
import dev.parley.aggregate.Median;
import dev.parley.aggregate.MultiKrum;
import dev.parley.aggregate.Named;
import dev.parley.aggregate.NormClipping;
import dev.parley.aggregate.QFair;
import dev.parley.aggregate.TrimmedMean;
import dev.parley.aggregate.Trust;
import dev.parley.data.Dataset;
import dev.parley.fault.Check;

/**
 * Words for how the updates of a round become one: {@code federation().aggregate(named("half", u -> u.mean().times(0.5)))}.
 * {@code mean()} and {@code weightedMean()} are in {@link Parley}.
 */
public final class Rules {
    private Rules() {}

    /**
     * The median of each coordinate, every party counting the same.
     *
     * <p>An even number of parties gives the mean of the middle two (Yin et al., ICML 2018). Withstands nearly half of
     * the parties sending anything. Holds all updates of a round: 4 bytes a parameter and party, which is said before
     * the training where it is much.
     *
     * <p>Example: {@code federation().aggregate(median()).train(softmax(), hospitals)}
     */
    public static Median median() {
        return new Median();
    }

    /**
     * The mean of each coordinate without its smallest and its largest numbers, every party counting the same.
     *
     * <p>It leaves out floor(share x n) of n parties at each end (Yin et al., ICML 2018). Holds all updates of a round.
     *
     * <p>Example: {@code federation().aggregate(trimmedMean(0.2)).train(softmax(), hospitals)}
     *
     * @param share at least 0 and below 0.5; 0.1 or 0.2 are usual
     * @throws dev.parley.fault.PlanException for another share
     */
    public static TrimmedMean trimmedMean(double share) {
        return new TrimmedMean(share);
    }

    /**
     * Moves each parameter in the direction in which more parties want it to move, by the median over parties of their mean
     * magnitude, layer by layer.
     *
     * <p>signSGD with majority vote (Bernstein et al., ICLR 2019). Fewer than half of the parties cannot turn a sign on
     * which the others agree, nor bring the step out of their range. Goes with {@code compress(signs())}, and without.
     *
     * <p>Example: {@code federation().compress(signs()).aggregate(majority()).train(logistic(), hospitals)}
     */
    public static Majority majority() {
        return new Majority();
    }

    /**
     * Moves each parameter by a fixed step in the direction in which more parties want it to move, as the paper of
     * {@code majority()} does.
     *
     * <p>Example: {@code federation().compress(signs().withoutFeedback()).aggregate(majority(0.001))}
     *
     * @param step above 0, in the unit of a parameter
     * @throws dev.parley.fault.PlanException for another step
     */
    public static Majority majority(double step) {
        Check.positive("majority(step)", step);
        return new Majority(step);
    }

    /**
     * The one update nearest to its n - f - 2 nearest others.
     *
     * <p>Withstands f bad updates of n, which must be at least 2 f + 3 (Blanchard et al., NIPS 2017). Holds all updates of a
     * round.
     *
     * <p>Example: {@code federation().aggregate(krum(1)).train(softmax(), dataset("iris").split(5, iid()))}
     *
     * @param f updates that may be bad, at least 0
     * @throws dev.parley.fault.PlanException below 0, and in {@code train} where too few parties take part
     */
    public static Krum krum(int f) {
        return new Krum(f);
    }

    /**
     * The plain mean of the k updates that {@code krum(f)} likes best.
     *
     * <p>Needs 2 f + 3 updates and k (Blanchard et al., NIPS 2017); {@code multiKrum(0, n)} is the mean. Holds all updates
     * of a round.
     *
     * <p>Example: {@code federation().aggregate(multiKrum(1, 4)).train(softmax(), dataset("iris").split(5, iid()))}
     *
     * @param f updates that may be bad, at least 0
     * @param k updates that are averaged, at least 1; n - f is usual
     * @throws dev.parley.fault.PlanException for other numbers, and in {@code train} where too few parties take part
     */
    public static MultiKrum multiKrum(int f, int k) {
        return new MultiKrum(f, k);
    }

    /**
     * Selects by repeated Krum, and takes of each coordinate the mean of the numbers nearest to its median.
     *
     * <p>Needs 4 f + 3 updates (El Mhamdi et al., ICML 2018). Holds all updates of a round.
     *
     * <p>Example: {@code federation().aggregate(bulyan(1)).train(softmax(), dataset("iris").split(7, iid()))}
     *
     * @param f updates that may be bad, at least 0
     * @throws dev.parley.fault.PlanException below 0, and in {@code train} where too few parties take part
     */
    public static Bulyan bulyan(int f) {
        return new Bulyan(f);
    }

    /**
     * The point of least summed distance to the updates; {@code .steps(n)} says how many steps are taken, 3 where nothing is
     * said.
     *
     * <p>Smoothed Weiszfeld (RFA; Pillutla et al., 2019), every party counting the same. Withstands up to half of the
     * updates. Holds all of them.
     *
     * <p>Example: {@code federation().aggregate(geometricMedian()).train(softmax(), hospitals)}
     */
    public static GeometricMedian geometricMedian() {
        return new GeometricMedian();
    }

    /**
     * The last round's result, moved towards each update by at most a radius.
     *
     * <p>v + 1/n sum (w_i - v) min(1, tau / |w_i - v|), where v is what the last round came to and 0 at first (Karimireddy,
     * He and Jaggi, ICML 2021). Withstands attackers who move a little in each round. {@code .steps(n)} repeats it within a
     * round. Holds all updates of a round and v, which lasts over rounds, a stop and a file.
     *
     * <p>Example: {@code federation().aggregate(centeredClipping(1)).train(softmax(), hospitals)}
     *
     * @param tau the radius, above 0, in the unit of an update
     * @throws dev.parley.fault.PlanException for another radius
     */
    public static CenteredClipping centeredClipping(double tau) {
        return new CenteredClipping(tau);
    }

    /**
     * Another rule, on means of s updates that are drawn anew in each round.
     *
     * <p>Parties with unequal data are mixed, so that a rule which takes the unlike for attackers loses fewer of the honest
     * (Karimireddy, He and Jaggi, ICLR 2022). The rule has to withstand as many bad means as there are attackers.
     *
     * <p>Example: {@code federation().aggregate(bucketing(2, median())).train(softmax(), hospitals)}
     *
     * @param s updates a bucket, at least 1; 2 is usual
     * @param rule for the means of buckets
     * @throws dev.parley.fault.PlanException for fewer, and in {@code train} where there are too few buckets for the rule
     */
    public static Bucketing bucketing(int s, Aggregation rule) {
        return new Bucketing(s, rule);
    }

    /**
     * A mean in which parties count less the more their updates, summed over rounds, point the same way as another's.
     *
     * <p>Withstands many attackers who send alike, as clones do, and none who do not (Fung, Yoon and Beschastnikh, RAID
     * 2020). Holds a vector a party over rounds.
     *
     * <p>Example: {@code federation().aggregate(foolsGold()).train(softmax(), hospitals)}
     */
    public static FoolsGold foolsGold() {
        return new FoolsGold();
    }

    /**
     * A step in which parties count the more the larger their loss is, so that it becomes more equal among them.
     *
     * <p>q-FedAvg (Li et al., ICLR 2020): each party sends the loss of its rows at the start of the round, which the ledger
     * counts; the client's rate stands for 1 / L. q = 0 is the plain mean.
     *
     * <p>Example: {@code federation().aggregate(qFair(1)).train(softmax(), hospitals)}
     *
     * @param q at least 0; 0.1 to 5 are usual
     * @throws dev.parley.fault.PlanException below 0, and in {@code train} for a client without a rate
     */
    public static QFair qFair(double q) {
        return new QFair(q);
    }

    /**
     * A mean in which updates count by how far they point the way of the coordinator's own work on a few rows it trusts.
     *
     * <p>FLTrust (Cao et al., NDSS 2021): lengths are made equal to that of its own update. The coordinator does a party's
     * work in each round, with the plan's client. A run's file keeps the name only: {@code replay(path, trust(rows))}.
     *
     * <p>Example: {@code federation().aggregate(trust(csv("root.csv").target("stage"))).train(softmax(), hospitals)}
     *
     * @param rows raw rows with the target, all of them used; 100 are usual
     * @throws dev.parley.fault.PlanException in {@code train} for a client with batches of more than 64 rows
     */
    public static Trust trust(Dataset rows) {
        return new Trust(rows);
    }

    /**
     * The plain mean of updates that are cut to a norm.
     *
     * <p>Each is scaled by min(1, c / norm) at the coordinator (Sun et al., 2019). Holds all updates of a round.
     *
     * <p>Example: {@code federation().aggregate(normClipping(0.5)).train(softmax(), hospitals)}
     *
     * @param c above 0, in the unit of an update
     * @throws dev.parley.fault.PlanException for another norm
     */
    public static NormClipping normClipping(double c) {
        return new NormClipping(c);
    }

    /**
     * A rule of your own, with a name for tables and files.
     *
     * <p>The rule gets all updates of a round at once: {@code updates.list()}, {@code mean()}, {@code weightedMean()},
     * and of an update {@code delta()} and {@code examples()}. A run's file keeps the name only:
     * {@code replay(path, rule)} is given the rule again.
     *
     * <p>Example: {@code federation().aggregate(named("half the mean", updates -> updates.mean().times(0.5)))}
     *
     * @param name what plans, tables and charts call it
     * @param rule takes the updates, at least one, to a delta of their length; vectors are valid inside the call only
     */
    public static Named named(String name, Aggregation rule) {
        return new Named(name, rule);
    }
}
