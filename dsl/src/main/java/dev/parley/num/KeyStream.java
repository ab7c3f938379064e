package dev.parley.num;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bytes that look random to all who do not know the key: AES in counter mode over zeros.
 *
 * <p>A key is used for one stream alone, so the counter begins at 0. Chunks of 16 KB stay in the cache, and are a hundred times
 * as quick as one call for all.
 */
public final class KeyStream {
    /** The most bytes of a call. */
    public static final int CHUNK = 16_384;

    private final Cipher cipher = cipher();
    private final byte[] zeros = new byte[CHUNK];

    /**
     * Begins the stream of a key.
     *
     * @param key 16 or 32 bytes, of this use alone
     */
    public KeyStream of(byte[] key) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of AES has 16 or 32 bytes", e);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in counter mode", e);
        }
    }

    /** Writes its next {@code count} bytes, at most {@link #CHUNK}. */
    public void next(byte[] into, int count) {
        try {
            cipher.update(zeros, 0, count, into, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the array holds what is asked", e);
        }
    }
}
