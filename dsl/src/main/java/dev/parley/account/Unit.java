package dev.parley.account;

import java.util.Locale;

/** One protected unit: what is there or not between two neighboring trainings. */
public enum Unit {
    /** A party with all its rows, such as a hospital. */
    PARTY,
    /** One row of one party, such as a patient. */
    ROW;

    /** In words: "party", "row". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
