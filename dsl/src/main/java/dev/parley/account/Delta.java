package dev.parley.account;

import dev.parley.fault.PlanException;

/**
 * The probability with which the bound of {@link Epsilon} may fail; to be well below 1 over the number of protected units.
 *
 * @param value above 0 and below 1
 */
public record Delta(double value) {
    public Delta {
        if (!(value > 0 && value < 1)) {
            throw new PlanException("delta(d) needs a number above 0 and below 1, but " + Said.number(value)
                    + " was given; take one below 1 over the number of parties, such as 1e-5");
        }
    }

    /** The one that is taken where none is said: 1e-5, or the power of ten that is at least ten times below 1 / units. */
    public static Delta of(long units) {
        return new Delta(Math.min(1e-5, Math.pow(10, Math.floor(-Math.log10(10.0 * units) + 1e-9))));
    }

    @Override
    public String toString() {
        return "delta(" + Said.number(value) + ")";
    }
}
