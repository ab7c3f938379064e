package dev.parley.filter;

import dev.parley.num.Seed;
import java.security.SecureRandom;

/** Sources of randomness of one side: named streams that repeat, and one that does not. */
public interface Draws {
    /**
     * A stream of its own for a use, the same in every repetition of the run.
     *
     * @param use a name; a filter's own, so that two filters do not draw alike
     * @param at where in the run, for instance the round
     */
    Seed named(String use, long... at);

    /** Randomness that nobody can repeat: for keys, and for noise that protects. */
    SecureRandom secret();
}
