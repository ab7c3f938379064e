package dev.parley.fault;

import java.util.Locale;

/** Argument checks of the choices, in one wording. */
public final class Check {
    private Check() {}

    /** Refuses what is not a positive finite number. */
    public static void positive(String choice, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new PlanException(
                    choice + " needs a number above 0, but " + text(value) + " was given; take one such as 0.1");
        }
    }

    /** Refuses counts below 1. */
    public static void atLeastOne(String choice, int value) {
        if (value < 1) {
            throw new PlanException(choice + " needs at least 1, but " + value + " was given; take 1 or more");
        }
    }

    /** Refuses what is not in [low, high). */
    public static void within(String choice, double value, double low, double high) {
        if (!(value >= low) || !(value < high)) {
            throw new PlanException(choice + " needs a number from " + text(low) + " to below " + text(high) + ", but "
                    + text(value) + " was given; take one between");
        }
    }

    /** Refuses negative, infinite and NaN numbers. */
    public static void notNegative(String choice, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new PlanException(
                    choice + " needs a number of at least 0, but " + text(value) + " was given; take 0 to do without");
        }
    }

    /** A number as a person would write it: 5, 0.1, 1.0E-5. */
    public static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%d", (long) value)
                : Double.toString(value);
    }
}
