package dev.parley.account;

import dev.parley.fault.Check;

/**
 * A whole training with noise that is correlated over its rounds: one Gaussian with the sensitivity of its matrix
 * ({@link Toeplitz}), whoever chose what came later.
 *
 * @param z noise multiplier of the matrix's rows, above 0
 * @param sensitivity of the matrix for the rounds that a unit may take part in, above 0
 */
public record CorrelatedGaussian(double z, double sensitivity) implements Mechanism {
    public CorrelatedGaussian {
        Check.positive("noise(z)", z);
        Check.positive("sensitivity", sensitivity);
    }

    @Override
    public double renyi(double order) {
        return order * squares() / 2;
    }

    @Override
    public double squares() {
        return sensitivity * sensitivity / (z * z);
    }

    @Override
    public boolean amplified() {
        return false;
    }

    @Override
    public String toString() {
        return "correlated noise(" + Check.text(z) + ") at sensitivity " + Said.result(sensitivity);
    }
}
