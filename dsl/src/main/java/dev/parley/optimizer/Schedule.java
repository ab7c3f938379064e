package dev.parley.optimizer;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;

/** Changes the learning rate over rounds, by a factor of the first rate. Party's side. */
public interface Schedule {
    /**
     * The factor in a round.
     *
     * @param round from 1
     * @param rounds how many the plan asks for
     */
    double factor(int round, int rounds);

    /** The same rate in every round. */
    record Constant() implements Schedule {
        @Override
        public double factor(int round, int rounds) {
            return 1;
        }

        @Override
        public String toString() {
            return "constant()";
        }
    }

    /**
     * Exponential decay: decay^(round - 1).
     *
     * @param decay factor from a round to the next, above 0 and at most 1
     */
    record Exponential(double decay) implements Schedule {
        public Exponential {
            if (!(decay > 0) || decay > 1) {
                throw new PlanException("exponential(decay) needs a factor above 0 and at most 1, but "
                        + Check.text(decay) + " was given");
            }
        }

        @Override
        public double factor(int round, int rounds) {
            return Math.pow(decay, round - 1);
        }

        @Override
        public String toString() {
            return "exponential(" + Check.text(decay) + ")";
        }
    }

    /** Half a cosine from 1 in the first round to nearly 0 in the last (Loshchilov and Hutter, ICLR 2017). */
    record Cosine() implements Schedule {
        @Override
        public double factor(int round, int rounds) {
            return (1 + Math.cos(Math.PI * (round - 1) / rounds)) / 2;
        }

        @Override
        public String toString() {
            return "cosine()";
        }
    }
}
