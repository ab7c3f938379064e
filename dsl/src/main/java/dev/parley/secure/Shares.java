package dev.parley.secure;

import java.util.Arrays;

/** What a holder gets of one party: a share of its mask key, and one of its seed. Of the two it opens one. */
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
