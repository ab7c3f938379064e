package dev.parley.secure;

/** The masks of a sum, which both who adds them and who takes them away work out. */
final class Masks {
    private Masks() {}

    /** The key of the mask of two parties, the same for both. */
    static byte[] between(SumId id, byte[] agreed, int one, int other) {
        return id.key(agreed, "mask", Math.min(one, other), Math.max(one, other));
    }
}
