package dev.parley.account;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;

/**
 * Rounds of Gaussian noise, each unit drawn by itself with a probability in each (Poisson sampling).
 *
 * @param z noise multiplier, above 0
 * @param q probability, above 0 and at most 1; at 1 nothing is drawn
 * @param rounds at least 1
 */
public record SampledGaussian(double z, double q, long rounds) implements Mechanism {
    public SampledGaussian {
        Check.positive("noise(z)", z);
        if (!(q > 0 && q <= 1)) {
            throw new PlanException("sampling(q) needs a probability above 0 and at most 1, but " + Said.number(q)
                    + " was given; take the share of parties that a round expects, such as 0.1");
        }
        if (rounds < 1) {
            throw new PlanException("rounds(n) needs at least 1, but " + rounds + " was given; take 1 or more");
        }
    }

    @Override
    public double renyi(double order) {
        return rounds * GaussianRenyi.of(z, q, order);
    }

    @Override
    public double squares() {
        return rounds / (z * z);
    }

    @Override
    public boolean amplified() {
        return q < 1;
    }

    @Override
    public String toString() {
        return Said.rounds(rounds) + " of noise(" + Check.text(z) + "), "
                + (q < 1 ? "drawn with probability " + Said.probability(q) : "taking part in every one");
    }
}
