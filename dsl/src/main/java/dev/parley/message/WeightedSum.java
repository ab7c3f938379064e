package dev.parley.message;

import dev.parley.num.ParamVector;
import org.jspecify.annotations.Nullable;

/**
 * A weighted mean that is built one vector at a time: sum of w_i x_i over sum of w_i, in O(n) memory.
 *
 * <p>Weights are taken relative to the first, so that the mean of one vector, or of equal weights, is not rounded by
 * them. A weight of 0 leaves its vector out.
 */
public final class WeightedSum implements AutoCloseable {
    private @Nullable ParamVector sum;
    private double first;
    private double total;

    /** Adds w x; the vector may be closed afterwards. */
    public void add(double weight, ParamVector vector) {
        if (!counts(weight)) {
            return;
        }
        if (sum == null) {
            first = weight;
            sum = vector.times(1); // stays in the same arena, so that a rule's result ends with the round
        } else {
            sum.add(weight / first, vector);
        }
    }

    /** Adds w x of a vector that nobody needs afterwards: it is closed, or its memory becomes the sum's. */
    public void take(double weight, ParamVector vector) {
        if (sum == null && counts(weight)) {
            first = weight;
            sum = vector;
            return;
        }
        if (sum != null) {
            add(weight, vector);
        }
        vector.close();
    }

    private boolean counts(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a weight must be a finite number of at least 0, but was " + weight);
        }
        total += weight;
        return weight > 0;
    }

    /** Tells whether nothing with a weight has been added. */
    public boolean isEmpty() {
        return sum == null;
    }

    /** The mean; the caller's to keep. */
    public ParamVector mean() {
        if (sum == null) {
            throw new IllegalArgumentException("the mean of no updates is not defined: all weights are 0");
        }
        return total == first ? sum : sum.scale(first / total);
    }

    /** Ends the sum, where nobody has taken the mean. */
    @Override
    public void close() {
        if (sum != null) {
            sum.close();
        }
    }
}
