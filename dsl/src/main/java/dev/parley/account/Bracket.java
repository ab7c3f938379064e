package dev.parley.account;

/**
 * Bounds on the smallest epsilon at a delta: it lies between them.
 *
 * @param low never above it, but for rounding
 * @param high never below it: what may be claimed
 */
public record Bracket(double low, double high) {
    @Override
    public String toString() {
        return Said.result(low) + " to " + Said.result(high);
    }
}
