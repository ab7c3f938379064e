package dev.parley;

import dev.parley.privacy.AggregateNoise;
import dev.parley.privacy.Clip;

/** Words for bounds and noise on what is sent: {@code federation().filter(clip(1.0))}. */
public final class Privacy {
    private Privacy() {}

    /**
     * Bounds all that a party sends to a norm.
     *
     * <p>Vectors are scaled by min(1, c / norm), where the norm is over the learned arrays of all of them together; the
     * coordinator clips again what arrives. Alone it protects nobody: no privacy is claimed.
     *
     * <p>Example: {@code federation().filter(clip(1.0)).train(logistic(), hospitals)}
     *
     * @param norm c, above 0, in the unit of an update
     * @throws dev.parley.fault.PlanException for another norm
     */
    public static Clip clip(double norm) {
        return new Clip(norm);
    }

    /**
     * Adds Gaussian noise to the combined update, at the coordinator.
     *
     * <p>Each learned number gets a draw of N(0, sd^2), which repeats with the plan's seed: no privacy is claimed.
     *
     * <p>Example: {@code federation().filter(clip(1.0)).filter(aggregateNoise(0.01)).train(logistic(), hospitals)}
     *
     * @param sd standard deviation, above 0, in the unit of the combined update
     * @throws dev.parley.fault.PlanException for another deviation
     */
    public static AggregateNoise aggregateNoise(double sd) {
        return new AggregateNoise(sd);
    }
}
