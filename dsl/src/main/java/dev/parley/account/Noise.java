package dev.parley.account;

import dev.parley.fault.Check;

/**
 * The noise multiplier: the standard deviation of Gaussian noise on a sum over the most that one unit can change that sum.
 *
 * @param multiplier z, above 0
 */
public record Noise(double multiplier) {
    public Noise {
        Check.positive("noise(z)", multiplier);
    }

    @Override
    public String toString() {
        return "noise(" + Check.text(multiplier) + ")";
    }
}
