package dev.parley.secure;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;

/**
 * Shamir's sharing of a secret of 32 bytes: any t of n shares give it, t - 1 tell nothing (Shamir, CACM 1979).
 *
 * <p>Works in the field of p = 2^61 - 1, where a product takes one multiplication. The secret is cut into five numbers of
 * 52 bits, each with a fresh polynomial of degree t - 1; a share is the five values at its holder's point, 40 bytes.
 * Sharing costs 5 n t products, opening t^2 and 5 t.
 */
final class Shamir {
    /** Bytes of a secret. */
    static final int SECRET = 32;

    private static final int PARTS = 5;
    private static final int BITS = 52;

    /** Bytes of a share. */
    static final int SHARE = PARTS * Long.BYTES;

    /** The prime 2^61 - 1. */
    static final long P = (1L << 61) - 1;

    private Shamir() {}

    /**
     * Shares of a secret.
     *
     * @param threshold t, from 1 to the number of holders
     * @param points where the holders' shares are taken: different, from 1 on
     * @return a share a point
     */
    static byte[][] split(byte[] secret, int threshold, int[] points, SecureRandom random) {
        byte[][] shares = new byte[points.length][SHARE];
        long[] polynomial = new long[threshold];
        long[] parts = cut(secret);
        for (int part = 0; part < PARTS; part++) {
            polynomial[0] = parts[part];
            for (int i = 1; i < threshold; i++) {
                polynomial[i] = element(random);
            }
            for (int holder = 0; holder < points.length; holder++) {
                ByteBuffer.wrap(shares[holder]).putLong(part * Long.BYTES, value(polynomial, points[holder]));
            }
        }
        Arrays.fill(polynomial, 0);
        Arrays.fill(parts, 0);
        return shares;
    }

    /**
     * The secret of some shares, by Lagrange's interpolation at 0.
     *
     * @param shares by their points, as many as the threshold
     * @throws Unreadable where no secret can have given these
     */
    static byte[] join(Map<Integer, byte[]> shares) {
        int[] points = shares.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] weights = weights(points);
        long[] parts = new long[PARTS];
        for (int part = 0; part < PARTS; part++) {
            for (int i = 0; i < points.length; i++) {
                ByteBuffer share = ByteBuffer.wrap(shares.getOrDefault(points[i], new byte[SHARE]));
                long y = share.getLong(part * Long.BYTES);
                if (y < 0 || y >= P) {
                    throw new Unreadable("a share is no number of the field");
                }
                parts[part] = add(parts[part], times(weights[i], y));
            }
        }
        try {
            return joined(parts);
        } finally {
            Arrays.fill(parts, 0);
        }
    }

    /** The value of a polynomial at a point, by Horner's rule. */
    static long value(long[] polynomial, long point) {
        long value = 0;
        for (int i = polynomial.length - 1; i >= 0; i--) {
            value = add(times(value, point), polynomial[i]);
        }
        return value;
    }

    /** The weights by which values at these points come to the value at 0: product of x_j / (x_j - x_i). */
    static long[] weights(int[] points) {
        long[] weights = new long[points.length];
        for (int i = 0; i < points.length; i++) {
            long above = 1;
            long below = 1;
            for (int j = 0; j < points.length; j++) {
                if (j != i) {
                    above = times(above, points[j]);
                    below = times(below, Math.floorMod((long) points[j] - points[i], P));
                }
            }
            weights[i] = times(above, power(below, P - 2));
        }
        return weights;
    }

    static long add(long a, long b) {
        long sum = a + b;
        return sum >= P ? sum - P : sum;
    }

    /** The product in the field: 2^61 is 1, so the upper bits are added to the lower ones. */
    static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        long sum = (low & P) + ((low >>> 61) | (high << 3));
        return sum >= P ? sum - P : sum;
    }

    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = times(result, square);
            }
            square = times(square, square);
        }
        return result;
    }

    /** A number of the field, each alike likely. */
    private static long element(SecureRandom random) {
        long drawn = P;
        while (drawn >= P) {
            drawn = random.nextLong() & P;
        }
        return drawn;
    }

    /** Five numbers of 52 bits, 260 in all. */
    private static long[] cut(byte[] secret) {
        long[] parts = new long[PARTS];
        for (int bit = 0; bit < 8 * SECRET; bit++) {
            if ((secret[bit / 8] >> (bit % 8) & 1) == 1) {
                parts[bit / BITS] |= 1L << (bit % BITS);
            }
        }
        return parts;
    }

    private static byte[] joined(long[] parts) {
        byte[] secret = new byte[SECRET];
        for (int part = 0; part < PARTS; part++) {
            int bits = Math.min(BITS, 8 * SECRET - part * BITS);
            if (parts[part] >>> bits != 0) {
                throw new Unreadable("the shares do not belong together");
            }
            for (int i = 0; i < bits; i++) {
                int bit = part * BITS + i;
                secret[bit / 8] |= (byte) ((parts[part] >> i & 1) << (bit % 8));
            }
        }
        return secret;
    }
}
