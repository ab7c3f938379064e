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

    /** ln of the sum of mass times e^(order loss): how the finite part grows when it is tilted. */
    double logMoment(double order) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < mass.length; i++) {
            if (mass[i] > 0) {
                most = Math.max(most, Math.log(mass[i]) + order * loss(i));
            }
        }
        if (most == Double.NEGATIVE_INFINITY) {
            return most;
        }
        double sum = 0;
        for (int i = 0; i < mass.length; i++) {
            if (mass[i] > 0) {
                sum += Math.exp(Math.log(mass[i]) + order * loss(i) - most);
            }
        }
        return most + Math.log(sum);
    }
}
