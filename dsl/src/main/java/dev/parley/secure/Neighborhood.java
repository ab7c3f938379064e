package dev.parley.secure;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;

/**
 * As few neighbors as are enough, and how many of them open a secret, for parties of which some collude and some leave (Bell
 * et al., CCS 2020, section 3.4).
 *
 * <p>The n parties are drawn into a ring with k neighbors each; a share c colludes with the coordinator and a share d
 * leaves. Three events are to be rare: honest parties that stay fall apart into groups, of which each would have its
 * own sum, at most n (n - k - 1) / 2 C(n - k, b - k) / C(n, b) with b = floor(c n) + floor(d n); a party has so many
 * colluding neighbors A that both of its secrets could be opened, 2 t at most k + 1 + A, where A is hypergeometric;
 * fewer than t neighbors of a party stay. The first two together are at most 2^-40, the third 2^-20. A party holds a
 * share of its own, as one more.
 *
 * @param k neighbors of each party, even
 * @param threshold t
 */
public record Neighborhood(int k, int threshold) {
    private static final double SECURITY = 40;
    private static final double CORRECTNESS = 20;
    private static final double SMALL = 1e-14;
    private static final double LOG2 = Math.log(2);

    /**
     * The smallest one.
     *
     * @param parties n, at least 5
     * @param colluding c, from 0 to below 1
     * @param leaving d, from 0 to below 1
     * @throws PlanException where none is enough
     */
    public static Neighborhood of(int parties, double colluding, double leaving) {
        Check.within("neighborsFor(parties, colluding, leaving)", colluding, 0, 1);
        Check.within("neighborsFor(parties, colluding, leaving)", leaving, 0, 1);
        return of(parties, colluding, leaving, 1);
    }

    /** The same where a party holds so many shares of its own, as the paper has none. */
    static Neighborhood of(int n, double colluding, double leaving, int own) {
        int bad = (int) Math.floor((colluding + SMALL) * n);
        int gone = (int) Math.floor((leaving + SMALL) * n);
        int staying = (int) Math.ceil((1 - leaving - SMALL) * n);
        for (int k = 4; k < n - 1; k += 2) {
            if (disconnected(n, k, bad + gone) >= -(SECURITY + 1) * LOG2) {
                continue;
            }
            int most = most(n, bad, k, -(SECURITY + 1) * LOG2 - Math.log(n));
            int threshold = (k + own + most) / 2 + 1;
            if (threshold <= k && fewer(n, staying, k, threshold) <= -CORRECTNESS * LOG2 - Math.log(n)) {
                return new Neighborhood(k, threshold);
            }
        }
        throw new PlanException("neighborsFor(" + n + ", " + Check.text(colluding) + ", " + Check.text(leaving)
                + ") finds no number of neighbors below " + (n - 1)
                + " that is safe; let all be neighbors, which is the default of secure(..)");
    }

    /** The logarithm of a bound for the probability that those who are left fall apart. */
    static double disconnected(int n, int k, int bad) {
        if (k > bad) {
            return Double.NEGATIVE_INFINITY;
        }
        return Math.log(n) + Math.log(n - k - 1) - LOG2 + choose(n - k, bad - k) - choose(n, bad);
    }

    /** The least m with which more than m of k drawn ones are marked with at most that probability. */
    private static int most(int n, int marked, int k, double log) {
        double tail = 0;
        for (int m = Math.min(k, marked); m >= 1; m--) {
            tail += Math.exp(probability(n, marked, k, m));
            if (Math.log(tail) > log) {
                return m;
            }
        }
        return 0;
    }

    /** The logarithm of the probability that fewer than some of k drawn ones are marked. */
    private static double fewer(int n, int marked, int k, int some) {
        double sum = 0;
        for (int m = Math.max(0, k - (n - marked)); m < some; m++) {
            sum += Math.exp(probability(n, marked, k, m));
        }
        return Math.log(sum);
    }

    /** The logarithm of the probability that m of k are marked, of n with so many marked ones. */
    private static double probability(int n, int marked, int k, int m) {
        return choose(marked, m) + choose(n - marked, k - m) - choose(n, k);
    }

    private static double choose(int n, int k) {
        if (k < 0 || k > n) {
            return Double.NEGATIVE_INFINITY;
        }
        return org.apache.commons.math3.special.Gamma.logGamma(n + 1.0)
                - org.apache.commons.math3.special.Gamma.logGamma(k + 1.0)
                - org.apache.commons.math3.special.Gamma.logGamma(n - k + 1.0);
    }

    @Override
    public String toString() {
        return k + " neighbors, of whom " + threshold + " open a secret";
    }
}
