package dev.parley.compress;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;

/** A share of the numbers of a vector. */
final class Shares {
    private Shares() {}

    static void check(String choice, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new PlanException(choice + " needs a share above 0 and at most 1, but " + Check.text(share)
                    + " was given; take one such as 0.01");
        }
    }

    /** k of d numbers: at least 1, where there is one. */
    static int of(double share, int d) {
        return Math.min(d, (int) Math.max(1, Math.round(share * d)));
    }

    static String text(double share) {
        return Check.text(share);
    }
}
