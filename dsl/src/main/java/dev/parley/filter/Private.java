package dev.parley.filter;

import dev.parley.account.Charge;
import dev.parley.account.Presence;
import dev.parley.account.Unit;

/**
 * A filter or client whose noise keeps privacy: declares whom it protects, and what rounds spend. The account of a training
 * composes the charges of all that protect the same unit.
 */
public interface Private {
    /** One protected unit. */
    Unit unit();

    /**
     * The privacy of one party's units that rounds have spent, so far or in all.
     *
     * @param party its part in these rounds
     */
    Charge charge(Presence party);

    /**
     * Tells whether no less is charged for one part than for another, so that an account need not look at the other; unless said
     * otherwise where it has no more rows and no fewer rounds.
     */
    default boolean covers(Presence one, Presence other) {
        return one.covers(other);
    }

    /** Names what else could have been in the place of a unit: the neighboring, in words. */
    default String neighbors() {
        return "there or not";
    }

    /** Tells whether its noise repeats with the plan's seed, which is public: for tests, and never private. */
    boolean seeded();

    /** The same with noise that repeats, for tests. */
    Private seededForTests();
}
