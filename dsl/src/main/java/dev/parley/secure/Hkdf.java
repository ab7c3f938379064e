package dev.parley.secure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF with HMAC-SHA-256, which makes keys of one use each out of a secret (RFC 5869).
 *
 * <p>Extract: PRK = HMAC(salt, secret). Expand: T(i) = HMAC(PRK, T(i-1) | info | i), one behind the other.
 */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH = 32;
    private static final int MOST = 255 * HASH;

    private Hkdf() {}

    /** A key of a use, without salt. */
    static byte[] key(byte[] secret, String use, int length) {
        return derive(new byte[0], secret, use.getBytes(StandardCharsets.UTF_8), length);
    }

    /**
     * Bytes of a use.
     *
     * @param salt may be empty
     * @param length at most 8160
     */
    static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) {
        if (length > MOST) {
            throw new IllegalArgumentException("HKDF gives at most " + MOST + " bytes, but " + length + " were asked");
        }
        byte[] pseudorandom = mac(salt.length == 0 ? new byte[HASH] : salt).doFinal(secret);
        try {
            Mac mac = mac(pseudorandom);
            byte[] out = new byte[length];
            byte[] last = {};
            for (int i = 1, at = 0; at < length; i++, at += HASH) {
                mac.update(last);
                mac.update(info);
                last = mac.doFinal(new byte[] {(byte) i});
                System.arraycopy(last, 0, out, at, Math.min(HASH, length - at));
            }
            Arrays.fill(last, (byte) 0);
            return out;
        } finally {
            Arrays.fill(pseudorandom, (byte) 0);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
