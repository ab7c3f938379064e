package dev.parley.secure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers that look random to all who do not know its key: AES-128 in counter mode over zeros, little-endian.
 *
 * <p>A key is used for one stream alone, so the counter begins at 0; one thread draws one stream after
 * another. Goes by chunks of 16 KB, which stay in the cache.
 */
final class MaskStream {
    private static final int CHUNK = 16_384;

    private final Cipher cipher = cipher();
    private final byte[] zeros = new byte[CHUNK];
    private final byte[] bytes = new byte[CHUNK];
    private final IntBuffer ints =
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    private final LongBuffer longs =
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    private final int[] someInts = new int[CHUNK / Integer.BYTES];
    private final long[] someLongs = new long[CHUNK / Long.BYTES];

    /**
     * Begins the stream of a key.
     *
     * @param key 16 bytes, of this use alone
     */
    MaskStream of(byte[] key) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of AES has 16 bytes", e);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in counter mode", e);
        }
    }

    /** Adds its next numbers to all of an array, or subtracts them; modulo 2^32. */
    void into(int[] numbers, boolean isAdded) {
        for (int from = 0; from < numbers.length; from += someInts.length) {
            int n = Math.min(someInts.length, numbers.length - from);
            next(n * Integer.BYTES);
            ints.get(0, someInts, 0, n);
            if (isAdded) {
                for (int i = 0; i < n; i++) {
                    numbers[from + i] += someInts[i];
                }
            } else {
                for (int i = 0; i < n; i++) {
                    numbers[from + i] -= someInts[i];
                }
            }
        }
    }

    /** The same modulo 2^64. */
    void into(long[] numbers, boolean isAdded) {
        for (int from = 0; from < numbers.length; from += someLongs.length) {
            int n = Math.min(someLongs.length, numbers.length - from);
            next(n * Long.BYTES);
            longs.get(0, someLongs, 0, n);
            if (isAdded) {
                for (int i = 0; i < n; i++) {
                    numbers[from + i] += someLongs[i];
                }
            } else {
                for (int i = 0; i < n; i++) {
                    numbers[from + i] -= someLongs[i];
                }
            }
        }
    }

    private void next(int count) {
        try {
            cipher.update(zeros, 0, count, bytes, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the chunk holds what is asked", e);
        }
    }

    /** Zeroes what it has drawn last. */
    void end() {
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(someInts, 0);
        Arrays.fill(someLongs, 0);
    }
}
