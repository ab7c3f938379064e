package dev.parley.secure;

/**
 * Numbers of a range as whole ones, which add up exactly: q = floor((x + c) (2^b - 1) / (2 c) + u), u uniform in [0, 1).
 *
 * <p>Rounding is up or down by chance, so that it is right in the mean; a number is off by less than 2 c / (2^b - 1), and
 * so is any weighted mean. What lies outside of [-c, c] becomes the nearest end.
 *
 * @param bits b, 4 to 32
 * @param range c, above 0
 */
record FixedPoint(int bits, double range) {
    /** The largest whole number. */
    long top() {
        return (1L << bits) - 1;
    }

    /** The most by which a number is off. */
    double step() {
        return 2 * range / top();
    }

    /** The whole number of a number within the range. */
    long whole(double x, double u) {
        double scaled = (Math.max(-range, Math.min(range, x)) + range) * (top() / (2 * range));
        return Math.min(top(), (long) Math.floor(scaled + u));
    }

    /** The mean that a sum of whole numbers stands for. */
    double mean(double sum, double weight) {
        return sum / weight * (2 * range / top()) - range;
    }
}
