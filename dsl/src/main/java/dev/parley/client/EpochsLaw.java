package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import org.apache.commons.rng.UniformRandomProvider;

/** A law by which a party's epochs of a round are drawn: party's side. */
public interface EpochsLaw {
    /** A number of epochs, at least 1. */
    int draw(UniformRandomProvider random);

    /**
     * Every number of epochs from the least to the most, alike.
     *
     * @param least at least 1
     * @param most at least the least
     */
    record Uniform(int least, int most) implements EpochsLaw {
        public Uniform {
            Check.atLeastOne("uniform(least, most)", least);
            if (most < least) {
                throw new PlanException("uniform(least, most) needs a most of at least the least, but uniform(" + least
                        + ", " + most + ") was given; say uniform(" + most + ", " + least + ")");
            }
        }

        @Override
        public int draw(UniformRandomProvider random) {
            return least + random.nextInt(most - least + 1);
        }

        @Override
        public String toString() {
            return "uniform(" + least + ", " + most + ")";
        }
    }

    /**
     * Stragglers, whose partial work is kept (Li et al., MLSys 2020, section 5.2): with a chance a party trains 1 to all of
     * the epochs, each number alike, else all.
     *
     * <p>The paper draws an exact share of the cohort; here each party draws for itself.
     *
     * @param share the chance, 0 to 1
     * @param epochs of the others, at least 1
     */
    record Stragglers(double share, int epochs) implements EpochsLaw {
        public Stragglers {
            if (!(share >= 0 && share <= 1)) {
                throw new PlanException("stragglers(share, epochs) needs a share from 0 to 1, but " + Check.text(share)
                        + " was given; say stragglers(0.5, 20) for half of the parties");
            }
            Check.atLeastOne("stragglers(share, epochs)", epochs);
        }

        @Override
        public int draw(UniformRandomProvider random) {
            return random.nextDouble() < share ? 1 + random.nextInt(epochs) : epochs;
        }

        @Override
        public String toString() {
            return "stragglers(" + Check.text(share) + ", " + epochs + ")";
        }
    }
}
