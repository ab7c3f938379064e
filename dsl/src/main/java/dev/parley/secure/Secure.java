package dev.parley.secure;

import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Summable;
import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Filter;
import dev.parley.filter.Fold;
import dev.parley.filter.Setting;
import dev.parley.message.Member;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.List;

/**
 * A mean of which the coordinator sees the sum alone: each party adds masks to its update, which cancel in the sum
 * (Bonawitz et al., CCS 2017; with few neighbors Bell et al., CCS 2020).
 *
 * <p>Updates are whole numbers of a ring: w floor((x + c) (2^v - 1) / (2 c) + u) modulo 2^b, b = v + ceil(log2(n W)), so
 * that the sum of n parties of weights up to W never overflows. The mean is off by less than 2 c / (2^v - 1) in each number.
 *
 * @param rule the mean
 * @param threshold the share of the holders of a party's secret who can open it, above 0.5 and at most 1; or their number, 2 or
 *     more; 0 for floor(2 n / 3) + 1
 * @param neighbors with how many others a party has masks in common, even; 0 for all
 * @param bits v, 4 to 32
 * @param range c, above 0
 * @param largestWeight W, at least 1: the rows that the largest party may have, where rows are counted
 * @param active whether parties sign their keys, and agree on who is in the sum before they open it
 */
public record Secure(
        Summable rule, double threshold, int neighbors, int bits, double range, int largestWeight, boolean active)
        implements Aggregation {
    /** The fewest parties whose sum is ever opened. */
    public static final int LEAST = 3;

    /** The fewest bits of a number. */
    static final int FEWEST_BITS = 4;

    private static final int BITS = 20;
    private static final double RANGE = 8;
    private static final int ROWS = 1 << 16;
    private static final int RING = 62;

    /** With the defaults: two thirds, all neighbors, 20 bits in [-8, 8]. */
    public Secure(Summable rule) {
        this(rule, 0, 0, BITS, RANGE, rule.countsRows() ? ROWS : 1, false);
    }

    public Secure {
        boolean share = threshold > 0.5 && threshold <= 1;
        boolean count = threshold >= 2 && threshold == Math.rint(threshold) && threshold <= Integer.MAX_VALUE;
        if (threshold != 0 && !share && !count) {
            throw new PlanException("threshold(t) needs more than half of the parties, but " + Check.text(threshold)
                    + " was given; take a share above 0.5 and at most 1, such as 0.66, or a number of parties");
        }
        if (neighbors != 0 && (neighbors < 4 || neighbors % 2 == 1)) {
            throw new PlanException("neighbors(k) needs an even number of at least 4, but " + neighbors
                    + " was given; take one such as 20");
        }
        if (bits < FEWEST_BITS || bits > 32) {
            throw new PlanException(
                    "bits(b) needs 4 to 32 bits a number, but " + bits + " was given; take one such as 16");
        }
        Check.positive("range(c)", range);
        Check.atLeastOne("largestWeight(w)", largestWeight);
        if (!rule.countsRows() && largestWeight != 1) {
            throw new PlanException("largestWeight(w) bounds the rows of a party, but secure(" + rule
                    + ") counts each party once; leave it out, or take secure(weightedMean())");
        }
        if (active && neighbors != 0) {
            throw new PlanException("activeAdversary() lets all parties agree on who is in the sum, but neighbors("
                    + neighbors + ") lets them know a few alone; leave one of them out");
        }
        if (active && share && 3 * threshold <= 2) {
            throw new PlanException("activeAdversary() needs more than two thirds of the parties to open a sum, but"
                    + " threshold(" + Check.text(threshold) + ") was given; take a share above 2/3, or leave it out");
        }
    }

    /**
     * This with another share of a secret's holders who can open it.
     *
     * @param share above 0.5 and at most 1
     */
    public Secure threshold(double share) {
        if (!(share > 0.5) || share > 1) {
            throw new PlanException("threshold(t) needs more than half of the parties, but " + Check.text(share)
                    + " was given; take a share above 0.5 and at most 1, such as 0.66, or a number of parties");
        }
        return new Secure(rule, share, neighbors, bits, range, largestWeight, active);
    }

    /**
     * This with another number of a secret's holders who can open it.
     *
     * @param count at least 2, and more than half of them
     */
    public Secure threshold(int count) {
        if (count < 2) {
            throw new PlanException("threshold(t) needs more than half of the parties, but " + count
                    + " was given; take a share above 0.5 and at most 1, such as 0.66, or a number of parties");
        }
        return new Secure(rule, count, neighbors, bits, range, largestWeight, active);
    }

    /**
     * This with masks in common with few others: cost by k and not by n (Bell et al., CCS 2020).
     *
     * @param k even, at least 4
     */
    public Secure neighbors(int k) {
        return new Secure(rule, threshold, k, bits, range, largestWeight, active);
    }

    /**
     * This with as few neighbors as are enough for a number of parties, and with the threshold that goes with them.
     *
     * @param enough what {@code neighborsFor(parties, colluding, leaving)} has found
     */
    public Secure neighbors(Neighborhood enough) {
        return neighbors(enough.k()).threshold(enough.threshold());
    }

    /**
     * This with another number of bits of each value.
     *
     * @param b 4 to 32
     */
    public Secure bits(int b) {
        return new Secure(rule, threshold, neighbors, b, range, largestWeight, active);
    }

    /**
     * This with values in another range; what lies outside becomes its nearest end.
     *
     * @param c values are in [-c, c], above 0
     */
    public Secure range(double c) {
        return new Secure(rule, threshold, neighbors, bits, c, largestWeight, active);
    }

    /**
     * This with another bound for the rows of a party.
     *
     * @param w at least 1
     */
    public Secure largestWeight(int w) {
        return new Secure(rule, threshold, neighbors, bits, range, w, active);
    }

    /**
     * This with signatures under keys, and under who is in the sum before it is opened: also against a coordinator that does
     * not keep to the protocol (Bonawitz et al., CCS 2017, section 6.2).
     */
    public Secure activeAdversary() {
        return new Secure(rule, threshold, neighbors, bits, range, largestWeight, true);
    }

    /** Number of the holders of a secret that open it. */
    int opening(int holders) {
        if (threshold == 0) {
            return 2 * holders / 3 + 1;
        }
        return threshold > 1 ? (int) threshold : Math.max((int) Math.ceil(threshold * holders - 1e-9), holders / 2 + 1);
    }

    /** Bits of the ring in which so many parties are added. */
    int ring(int parties) {
        long most = Math.multiplyExact((long) parties, (long) largestWeight);
        return bits + Long.SIZE - Long.numberOfLeadingZeros(most - 1);
    }

    FixedPoint fixedPoint() {
        return new FixedPoint(bits, range);
    }

    @Override
    public Aggregation suited(Setting setting) {
        int parties = setting.parties().size();
        int holders = neighbors == 0 ? parties : Math.min(parties, neighbors + 1);
        if (threshold > 1 && threshold > holders) {
            throw new PlanException(this + " lets " + (int) threshold + " parties open a secret, but only " + holders
                    + " hold a share of it; take threshold(" + (2 * holders / 3 + 1) + ")");
        }
        if (threshold > 1 && 2 * threshold <= holders) {
            throw new PlanException(this + " lets " + (int) threshold + " of " + holders
                    + " parties open a secret, and so two halves could open both of one party's; take threshold("
                    + (holders / 2 + 1) + ") or more");
        }
        if (active && threshold > 1 && 3 * threshold <= 2.0 * holders) {
            throw new PlanException(this + " needs more than two thirds of " + holders
                    + " parties to open a sum; take threshold(" + (2 * holders / 3 + 1) + ") or more, or leave it out");
        }
        if (ring(parties) > RING) {
            throw new PlanException(this + " adds " + parties + " parties of weights up to " + largestWeight + " in "
                    + ring(parties) + " bits, but there are " + RING + "; take fewer bits(b)");
        }
        return this;
    }

    @Override
    public List<Filter> needs() {
        return List.of(new Masked(this));
    }

    @Override
    public Fold begin(CoordinatorSide here, List<Member> cohort) {
        return rule.begin(here, cohort);
    }

    /** For who has the updates in the open, and so nothing to hide. */
    @Override
    public ParamVector aggregate(Updates updates) {
        return rule.aggregate(updates);
    }

    @Override
    public int least() {
        return LEAST;
    }

    @Override
    public long bytes(long parameters, int cohort) {
        return Long.BYTES * parameters;
    }

    @Override
    public String toString() {
        Secure standard = new Secure(rule);
        return "secure(" + rule + ")"
                + (threshold == 0 ? "" : ".threshold(" + Check.text(threshold) + ")")
                + (neighbors == 0 ? "" : ".neighbors(" + neighbors + ")")
                + (bits == standard.bits ? "" : ".bits(" + bits + ")")
                + (range == standard.range ? "" : ".range(" + Check.text(range) + ")")
                + (largestWeight == standard.largestWeight ? "" : ".largestWeight(" + largestWeight + ")")
                + (active ? ".activeAdversary()" : "");
    }
}
