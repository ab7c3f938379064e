package dev.parley;

import dev.parley.account.Delta;
import dev.parley.account.Epsilon;
import dev.parley.account.EpsilonFor;
import dev.parley.account.Noise;
import dev.parley.account.NoiseFor;
import dev.parley.account.RoundsFor;
import dev.parley.privacy.AggregateNoise;
import dev.parley.privacy.Clip;

/** Words for bounds and noise on what is sent, and for accounts of privacy: {@code epsilonFor(noise(1.1), delta(1e-5))}. */
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

    /**
     * The noise multiplier z: the standard deviation of Gaussian noise over the most that one party or row changes a sum.
     *
     * <p>Example: {@code epsilonFor(noise(1.1), delta(1e-5)).rounds(100).sampling(0.1)}
     *
     * @param multiplier z, above 0
     * @throws dev.parley.fault.PlanException for another multiplier
     */
    public static Noise noise(double multiplier) {
        return new Noise(multiplier);
    }

    /**
     * The probability with which the bound of epsilon may fail. It should be well below 1 over the number of parties or
     * rows that are protected: a delta of 1 / n allows to publish one of n as a whole.
     *
     * <p>Example: {@code epsilonFor(noise(4), delta(1e-5)).rounds(20)}
     *
     * @param value above 0 and below 1
     * @throws dev.parley.fault.PlanException for another value
     */
    public static Delta delta(double value) {
        return new Delta(value);
    }

    /**
     * The bound on what one party or row changes: nothing that can be seen becomes more than e^epsilon times as likely.
     *
     * <p>Example: {@code noiseFor(epsilon(3), delta(1e-5)).rounds(100).sampling(0.1)}
     *
     * @param value above 0; 1 is strong, above 10 it means little
     * @throws dev.parley.fault.PlanException for another value
     */
    public static Epsilon epsilon(double value) {
        return new Epsilon(value);
    }

    /**
     * Asks which epsilon a noise keeps, and prints it by all accounts.
     *
     * <p>{@code .rounds(n)} counts rounds, {@code .sampling(q)} lets each party be drawn by itself with probability q in each,
     * {@code .allocation(k)} lets it take part in exactly k of them; without these it is one round in which all take part.
     * {@code .pld()} may be claimed and is the smallest, {@code .rdp()} is what most libraries print, {@code .rdp2017()} what
     * papers before 2020 printed. Formulas and sources are in docs/privacy.md.
     *
     * <p>Example: {@code epsilonFor(noise(1.1), delta(1e-5)).rounds(100).sampling(0.1).pld()}
     *
     * @param noise multiplier of each round
     * @param delta at which epsilon is asked for
     */
    public static EpsilonFor epsilonFor(Noise noise, Delta delta) {
        return new EpsilonFor(noise, delta);
    }

    /**
     * Asks for the least noise that keeps an epsilon: {@code .pld()} and {@code .rdp()}.
     *
     * <p>{@code .rounds(n)}, {@code .sampling(q)} and {@code .allocation(k)} as with {@code epsilonFor}.
     *
     * <p>Example: {@code noiseFor(epsilon(3), delta(1e-5)).rounds(100).sampling(0.1)}
     *
     * @param epsilon to be kept
     * @param delta at which
     */
    public static NoiseFor noiseFor(Epsilon epsilon, Delta delta) {
        return new NoiseFor(epsilon, delta);
    }

    /**
     * Asks for the most rounds that keep an epsilon: {@code .pld()} and {@code .rdp()}.
     *
     * <p>{@code .noise(z)} is needed; without {@code .sampling(q)} all take part in each round.
     *
     * <p>Example: {@code roundsFor(epsilon(3), delta(1e-5)).noise(1.1).sampling(0.1)}
     *
     * @param epsilon to be kept
     * @param delta at which
     */
    public static RoundsFor roundsFor(Epsilon epsilon, Delta delta) {
        return new RoundsFor(epsilon, delta);
    }
}
