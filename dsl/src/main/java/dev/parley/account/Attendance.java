package dev.parley.account;

import dev.parley.fault.PlanException;

/**
 * Rounds, and how a unit comes to take part in them: drawn with a probability in each, or in exactly so many.
 *
 * @param rounds at least 1
 * @param sampling q, above 0 and at most 1
 * @param allocation k of {@code rounds}, or 0 where rounds are drawn one by one
 */
public record Attendance(int rounds, double sampling, int allocation) {
    public static final Attendance ONCE = new Attendance(1, 1, 0);

    public Attendance {
        of(1, rounds, sampling, allocation);
        if (allocation > 0 && sampling < 1) {
            throw new PlanException("allocation(k) and sampling(q) both say who takes part; take one of them");
        }
    }

    /** Mechanism of these rounds with a noise multiplier z. */
    public Mechanism under(double z) {
        return of(z, rounds, sampling, allocation);
    }

    private static Mechanism of(double z, int rounds, double sampling, int allocation) {
        SampledGaussian drawn = new SampledGaussian(z, sampling, rounds);
        return allocation == 0 ? drawn : new AllocatedGaussian(z, allocation, rounds);
    }

    /** The same noise in other rounds. */
    Attendance rounds(int other) {
        return new Attendance(other, sampling, allocation);
    }

    Attendance sampling(double q) {
        return new Attendance(rounds, q, allocation);
    }

    Attendance allocation(int k) {
        if (k < 1) {
            throw new PlanException("allocation(k) needs at least 1, but " + k
                    + " was given; take the number of rounds in which each party takes part");
        }
        return new Attendance(rounds, sampling, k);
    }

    @Override
    public String toString() {
        if (allocation > 0) {
            return Said.rounds(rounds) + ", each unit in exactly " + allocation + " of them, drawn secretly";
        }
        return Said.rounds(rounds)
                + (sampling < 1
                        ? ", each unit drawn with probability " + Said.number(sampling)
                        : ", each unit in every one: no sampling was given, so nothing is amplified");
    }
}
