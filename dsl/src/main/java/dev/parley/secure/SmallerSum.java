package dev.parley.secure;

import dev.parley.compress.Quantize;
import dev.parley.compress.RandomK;
import dev.parley.compress.Upward;
import dev.parley.compress.UpwardInSum;
import dev.parley.fault.PlanException;
import dev.parley.filter.Filter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a plan's compression be a part of its sum, where it adds up: the same places of all parties, or fewer bits of the ring's
 * numbers.
 *
 * @param sum the rule, with the bits that the compression says
 * @param filters the others, with a compression that adds up
 */
public record SmallerSum(Secure sum, List<Filter> filters) {
    /**
     * Replaces a plan's filters.
     *
     * @throws PlanException for a compression that does not add up
     */
    public static SmallerSum of(Secure asked, List<Filter> filters) {
        Secure sum = asked;
        List<Filter> all = new ArrayList<>();
        for (Filter filter : filters) {
            if (!(filter instanceof Upward up)) {
                all.add(filter);
            } else if (up.how() instanceof RandomK places && places.shared()) {
                all.add(new UpwardInSum(places));
            } else if (up.how() instanceof Quantize levels) {
                sum = bits(sum, levels);
            } else {
                throw new PlanException(up.word() + "(" + up + ") " + reason(up, asked));
            }
        }
        return new SmallerSum(sum, List.copyOf(all));
    }

    private static Secure bits(Secure sum, Quantize levels) {
        if (sum.bits() != new Secure(sum.rule()).bits()) {
            throw new PlanException("compress(" + levels + ") says how many bits a number has, but " + sum
                    + " says so too; leave one of them out");
        }
        if (levels.bits() < Secure.FEWEST_BITS) {
            throw new PlanException(
                    "compress(" + levels + ") is the number of bits of the numbers that " + sum + " adds, which takes "
                            + Secure.FEWEST_BITS + " or more; say quantize(" + Secure.FEWEST_BITS + ")");
        }
        return sum.bits(levels.bits());
    }

    private static String reason(Upward up, Secure sum) {
        return up.how() instanceof RandomK
                ? "lets each party draw places of its own, but " + sum
                        + " adds what parties send before anybody reads it; let all send the same places: " + up
                        + ".sharedPlaces()"
                : "sends bytes that do not add up, but " + sum + " adds what parties send before anybody reads it; take"
                        + " randomK(share).sharedPlaces() or quantize(bits), which add up, or leave it out";
    }
}
