package dev.parley.privacy;

import dev.parley.cohort.Participation;
import dev.parley.filter.Filter;
import dev.parley.filter.Place;
import dev.parley.filter.Private;
import java.util.Optional;

/** A filter that bounds what one party can change, and adds noise: a plan has one at most. */
public interface Guarantee extends Filter, Private {
    @Override
    default Place place() {
        return Place.BOUND;
    }

    @Override
    default String word() {
        return "privacy";
    }

    @Override
    Guarantee seededForTests();

    /**
     * The norm of the noise in a round's mean over the most that clipped updates can come to.
     *
     * @param cohort parties that a round expects
     * @param numbers how many each sends
     */
    double ratio(double cohort, long numbers);

    /** An objection to how often and when parties take part, as a message of what was asked, what was found and what to do. */
    default Optional<String> objection(int rounds, Participation who, int parties) {
        return Optional.empty();
    }
}
