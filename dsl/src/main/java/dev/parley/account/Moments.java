package dev.parley.account;

/** A privacy loss at points of any distance, with the logarithm of each point's mass: for its moments alone. */
final class Moments {
    private final double[] losses;
    private final double[] logMass;

    Moments(double[] losses, double[] logMass) {
        this.losses = losses;
        this.logMass = logMass;
    }

    /** ln E[e^(order loss)]: how the law grows when it is tilted. */
    double log(double order) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < losses.length; i++) {
            most = Math.max(most, logMass[i] + order * losses[i]);
        }
        if (most == Double.NEGATIVE_INFINITY) {
            return most;
        }
        double sum = 0;
        for (int i = 0; i < losses.length; i++) {
            sum += Math.exp(logMass[i] + order * losses[i] - most);
        }
        return most + Math.log(sum);
    }
}
