package dev.parley.score;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import java.util.function.IntToDoubleFunction;

/**
 * The way from probabilities to a class: one class is chosen where its probability reaches a bound, else the most probable
 * of the others; without one the most probable of all.
 *
 * @param place of the class; -1 for none
 * @param bound above 0 and below 1
 */
public record Threshold(int place, double bound) {
    /** The most probable class; of two classes the second one from a half on. */
    public static final Threshold NONE = new Threshold(-1, 0.5);

    public Threshold {
        if (!(bound > 0 && bound < 1)) {
            throw new PlanException("threshold(" + Check.text(bound)
                    + "): a probability's bound must lie between 0 and 1, both excluded; 0.5 is usual");
        }
    }

    /** The number of the class that is chosen of k, where there is a bound. */
    int choose(IntToDoubleFunction probability, int k) {
        if (probability.applyAsDouble(place) >= bound) {
            return place;
        }
        int best = -1;
        for (int c = 0; c < k; c++) {
            if (c != place && (best < 0 || probability.applyAsDouble(c) > probability.applyAsDouble(best))) {
                best = c;
            }
        }
        return best;
    }

    /** The bound of a class of two; NaN where it is not told apart by one. */
    double of(int c, int k) {
        if (place < 0) {
            return k == 2 ? 0.5 : Double.NaN;
        }
        return c == place ? bound : k == 2 ? 1 - bound : Double.NaN;
    }
}
