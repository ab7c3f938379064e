package dev.parley.filter;

import dev.parley.num.Seed;
import java.security.SecureRandom;
import org.apache.commons.rng.UniformRandomProvider;

/** Sources of randomness of one side: named streams that repeat, and one that does not. */
public interface Draws {
    /**
     * A stream of its own for a use, the same in every repetition of the run.
     *
     * @param use a name; a filter's own, so that two filters do not draw alike
     * @param at where in the run, for instance the round
     */
    Seed named(String use, long... at);

    /** The same as a generator; of a private training's cohort one that does not repeat, and holds more than 64 bits. */
    default UniformRandomProvider random(String use, long... at) {
        return named(use, at).random();
    }

    /** Randomness that nobody can repeat: for keys, and for noise that protects. */
    SecureRandom secret();
}
