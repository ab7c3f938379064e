package dev.parley.secure;

import dev.parley.compress.Downward;
import dev.parley.compress.UpwardInSum;
import dev.parley.filter.Filter;
import dev.parley.filter.Omniscient;
import dev.parley.filter.Place;
import java.util.List;
import java.util.Optional;

/** Reasons why a sum that nobody sees the parts of does not go with other filters. */
final class SumObjections {
    private SumObjections() {}

    static Optional<String> of(Secure sum, List<Filter> others) {
        for (Filter other : others) {
            if (other instanceof Omniscient) {
                return Optional.of(other.word() + "(" + other + ") knows all updates of a round, but " + sum
                        + " lets nobody see one; leave one of them out");
            }
            boolean addsUp = other instanceof UpwardInSum || other instanceof Downward; // the way down is no sum
            if (other.place() == Place.COMPRESS && !addsUp) {
                return Optional.of(other.word() + "(" + other + ") sends bytes that do not add up, but " + sum
                        + " adds what parties send before anybody reads it; leave it out, and take fewer bits instead: "
                        + sum.bits(Math.min(sum.bits(), 8)));
            }
            if (other.hidesUpdates()) {
                return Optional.of(sum + " hides updates once, but is asked for twice; leave one out");
            }
        }
        return Optional.empty();
    }
}
