package dev.parley.account;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;

/**
 * Rounds of Gaussian noise, each unit in exactly k of them, drawn secretly and evenly (random allocation).
 *
 * <p>Drawing k of t evenly is to deal all rounds at random to k groups, sizes as even as can be, and to draw one of each
 * group; whoever knows the groups knows more, so that k draws of one, composed, bound it. Its Renyi divergence is that of k
 * rounds without amplification.
 *
 * @param z noise multiplier, above 0
 * @param k rounds in which a unit takes part, at least 1
 * @param rounds at least k
 */
public record AllocatedGaussian(double z, int k, int rounds) implements Mechanism {
    public AllocatedGaussian {
        Check.positive("noise(z)", z);
        if (k < 1 || k > rounds) {
            throw new PlanException("allocation(k) needs a number of rounds from 1 to all " + rounds + ", but " + k
                    + " was given; take the number in which each party takes part");
        }
    }

    @Override
    public double renyi(double order) {
        return k * GaussianRenyi.of(z, 1, order);
    }

    @Override
    public double squares() {
        return k / (z * z);
    }

    @Override
    public boolean amplified() {
        return k < rounds;
    }

    @Override
    public String toString() {
        return Said.rounds(rounds) + " of noise(" + Check.text(z) + "), taking part in exactly " + k;
    }
}
