package dev.parley.secure;

import java.util.Arrays;

/**
 * Shares of one party that a holder gets: one of its mask key, and one of its seed. It opens one of the two.
 */
final class Shares {
    static final int BYTES = 2 * Shamir.SHARE;

    private Shares() {}

    static byte[] of(byte[] mask, byte[] seed) {
        byte[] both = Arrays.copyOf(mask, BYTES);
        System.arraycopy(seed, 0, both, Shamir.SHARE, Shamir.SHARE);
        return both;
    }

    static void check(byte[] both) {
        if (both.length != BYTES) {
            throw new Unreadable("it has " + both.length + " bytes instead of " + BYTES);
        }
    }

    static byte[] mask(byte[] both) {
        return Arrays.copyOf(both, Shamir.SHARE);
    }

    static byte[] seed(byte[] both) {
        return Arrays.copyOfRange(both, Shamir.SHARE, BYTES);
    }
}
