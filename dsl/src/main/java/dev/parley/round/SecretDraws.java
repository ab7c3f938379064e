package dev.parley.round;

import dev.parley.filter.Draws;
import dev.parley.num.CipherRandom;
import dev.parley.num.Seed;
import java.security.SecureRandom;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws that nobody can repeat, for the cohorts of private trainings: a stream is another each time it is asked for.
 *
 * @param source of one side
 */
record SecretDraws(SecureRandom source) implements Draws {
    @Override
    public Seed named(String use, long... at) {
        return new Seed(source.nextLong());
    }

    @Override
    public UniformRandomProvider random(String use, long... at) {
        return CipherRandom.secret(source);
    }

    @Override
    public SecureRandom secret() {
        return source;
    }
}
