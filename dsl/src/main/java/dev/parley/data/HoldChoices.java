package dev.parley.data;

import dev.parley.partition.HoldOut;
import dev.parley.table.Source;
import java.util.Optional;

/**
 * The user's choices of rows that are held out.
 *
 * @param shares of the parts, where the user says them
 * @param latest the test rows by time, where the user says so
 * @param testRows test rows of their own, where the user gives them
 * @param seed of the hold-out
 */
record HoldChoices(Optional<HoldOut> shares, Optional<Latest> latest, Optional<Source> testRows, long seed) {
    static final HoldChoices DEFAULT = new HoldChoices(Optional.empty(), Optional.empty(), Optional.empty(), 42);

    HoldChoices shares(HoldOut said) {
        return new HoldChoices(Optional.of(said), latest, testRows, seed);
    }

    HoldChoices latest(Latest said) {
        return new HoldChoices(shares, Optional.of(said), testRows, seed);
    }

    HoldChoices testRows(Source given) {
        return new HoldChoices(shares, latest, Optional.of(given), seed);
    }

    HoldChoices seed(long number) {
        return new HoldChoices(shares, latest, testRows, number);
    }
}
