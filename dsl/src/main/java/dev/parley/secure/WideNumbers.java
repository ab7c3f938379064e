package dev.parley.secure;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whole numbers of several 64-bit words, which are added modulo 2^(64 w) with their carries; the lowest word is first. */
final class WideNumbers {
    private final int words;
    private final long[] all;

    /**
     * Zeros.
     *
     * @param words w, of each number
     * @param length how many numbers
     */
    WideNumbers(int words, int length) {
        this.words = words;
        this.all = new long[Math.multiplyExact(words, length)];
    }

    int length() {
        return all.length / words;
    }

    /** The number at a place, from -2^(64 w - 1) to below 2^(64 w - 1). */
    BigInteger at(int index) {
        ByteBuffer big = ByteBuffer.allocate(words * Long.BYTES);
        for (int word = words - 1; word >= 0; word--) {
            big.putLong(all[index * words + word]);
        }
        return new BigInteger(big.array());
    }

    /**
     * Puts a number at a place.
     *
     * @throws ArithmeticException where it has more bits
     */
    void put(int index, BigInteger value) {
        if (value.bitLength() >= words * Long.SIZE) {
            throw new ArithmeticException(
                    "a number of " + (value.bitLength() + 1) + " bits does not fit into " + words * Long.SIZE);
        }
        BigInteger rest = value;
        for (int word = 0; word < words; word++) {
            all[index * words + word] = rest.longValue();
            rest = rest.shiftRight(Long.SIZE);
        }
    }

    void add(WideNumbers other) {
        combine(other.all, true);
    }

    /** Adds the next numbers of a stream to all, or takes them away. */
    void mask(MaskStream stream, boolean isAdded) {
        long[] mask = new long[all.length];
        stream.into(mask, true);
        combine(mask, isAdded);
        Arrays.fill(mask, 0);
    }

    private void combine(long[] other, boolean isAdded) {
        for (int from = 0; from < all.length; from += words) {
            long carry = 0; // to the next word, or borrowed from it
            for (int i = from; i < from + words; i++) {
                long before = all[i];
                long now = isAdded ? before + other[i] : before - other[i];
                boolean over =
                        isAdded ? Long.compareUnsigned(now, before) < 0 : Long.compareUnsigned(before, other[i]) < 0;
                all[i] = isAdded ? now + carry : now - carry;
                boolean overAgain = carry == 1 && (isAdded ? all[i] == 0 : now == 0);
                carry = over || overAgain ? 1 : 0;
            }
        }
    }

    void write(ByteBuffer out) {
        for (long word : all) {
            out.putLong(word);
        }
    }

    void read(ByteBuffer in) {
        for (int i = 0; i < all.length; i++) {
            all[i] = in.getLong();
        }
    }
}
