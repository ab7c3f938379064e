package dev.parley.account;

/**
 * A privacy loss ln(P / Q) on a grid of equal steps: mass {@code i} of P lies at (first + i) step, and the rest at infinity.
 */
final class LossGrid {
    private final double step;
    private final long first;
    private final double[] mass;
    private final double infinite;

    LossGrid(double step, long first, double[] mass, double infinite) {
        this.step = step;
        this.first = first;
        this.mass = mass;
        this.infinite = infinite;
    }

    double step() {
        return step;
    }

    long first() {
        return first;
    }

    double[] mass() {
        return mass;
    }

    double infinite() {
        return infinite;
    }

    double loss(int i) {
        return (first + i) * step;
    }

    /** The finite part, for its moments. */
    Moments moments() {
        double[] losses = new double[mass.length];
        double[] logMass = new double[mass.length];
        for (int i = 0; i < mass.length; i++) {
            losses[i] = loss(i);
            logMass[i] = Math.log(mass[i]);
        }
        return new Moments(losses, logMass);
    }
}
