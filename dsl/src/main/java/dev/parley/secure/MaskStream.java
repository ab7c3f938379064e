package dev.parley.secure;

import dev.parley.num.KeyStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Numbers that look random to all who do not know its key: AES-128 in counter mode over zeros, little-endian.
 *
 * <p>A key is used for one stream alone; one thread draws one stream after another.
 */
final class MaskStream {
    private static final int CHUNK = KeyStream.CHUNK;

    private final KeyStream stream = new KeyStream();
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
        stream.of(key);
        return this;
    }

    /** Adds its next numbers to all of an array, or subtracts them; modulo 2^32. */
    void into(int[] numbers, boolean isAdded) {
        for (int from = 0; from < numbers.length; from += someInts.length) {
            int n = Math.min(someInts.length, numbers.length - from);
            stream.next(bytes, n * Integer.BYTES);
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
            stream.next(bytes, n * Long.BYTES);
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

    /** Zeroes what it has drawn last. */
    void end() {
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(someInts, 0);
        Arrays.fill(someLongs, 0);
    }
}
