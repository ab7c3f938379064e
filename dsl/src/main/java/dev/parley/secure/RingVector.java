package dev.parley.secure;

import java.nio.ByteBuffer;

/**
 * Numbers that are added modulo 2^b, and some of 64 bits behind them.
 *
 * <p>Up to 32 bits are held as ints, up to 63 as longs; what overflows there is a multiple of 2^b, so that the lowest b bits
 * are right however many are added. Wider ones are several longs each, see {@link WideNumbers}. Packed it takes b bits a
 * number.
 */
final class RingVector {
    private final int bits;
    private final int[] narrow;
    private final long[] wide;
    private final WideNumbers wider;
    private final long[] tail;

    /**
     * Zeros.
     *
     * @param bits b, 1 to 63, or a multiple of 64
     * @param length numbers of b bits
     * @param more numbers of 64 bits
     */
    RingVector(int bits, int length, int more) {
        this.bits = bits;
        this.narrow = new int[bits <= Integer.SIZE ? length : 0];
        this.wide = new long[bits > Integer.SIZE && bits < Long.SIZE ? length : 0];
        this.wider = new WideNumbers(Math.max(1, bits / Long.SIZE), bits < Long.SIZE ? 0 : length);
        this.tail = new long[more];
    }

    int bits() {
        return bits;
    }

    int length() {
        return narrow.length + wide.length + wider.length();
    }

    /** Numbers of 64 bits. */
    long[] tail() {
        return tail;
    }

    void put(int index, long value) {
        if (bits <= Integer.SIZE) {
            narrow[index] = (int) value;
        } else {
            wide[index] = value;
        }
    }

    /** The number at a place, 0 to 2^b - 1. */
    long at(int index) {
        return (bits <= Integer.SIZE ? narrow[index] : wide[index]) & (1L << bits) - 1;
    }

    /** The numbers where they are wider than 63 bits. */
    WideNumbers wider() {
        return wider;
    }

    /** Adds a mask to all, or takes it away. */
    void mask(MaskStream mask, boolean isAdded) {
        mask.into(narrow, isAdded);
        mask.into(wide, isAdded);
        wider.mask(mask, isAdded);
        mask.into(tail, isAdded);
    }

    /** Adds another one of the same form. */
    void add(RingVector other) {
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] += other.narrow[i];
        }
        for (int i = 0; i < wide.length; i++) {
            wide[i] += other.wide[i];
        }
        wider.add(other.wider);
        for (int i = 0; i < tail.length; i++) {
            tail[i] += other.tail[i];
        }
    }

    /** Bytes when packed. */
    long packed() {
        return ((long) bits * length() + 7) / 8 + (long) Long.BYTES * tail.length;
    }

    /** Writes b bits a number, the lowest first, then the others. */
    void pack(ByteBuffer out) {
        long waiting = 0;
        int count = 0;
        wider.write(out);
        for (int i = 0; i < narrow.length + wide.length; i++) {
            long value = at(i);
            waiting |= value << count;
            count += bits;
            if (count >= Long.SIZE) {
                out.putLong(waiting);
                count -= Long.SIZE;
                waiting = count == 0 ? 0 : value >>> (bits - count);
            }
        }
        for (; count > 0; count -= Byte.SIZE) {
            out.put((byte) waiting);
            waiting >>>= Byte.SIZE;
        }
        for (long each : tail) {
            out.putLong(each);
        }
    }

    /** Reads what {@link #pack} wrote; the buffer holds as much. */
    void unpack(ByteBuffer in) {
        long waiting = 0;
        int count = 0;
        wider.read(in);
        int several = narrow.length + wide.length;
        long left = ((long) bits * several + 7) / 8;
        for (int i = 0; i < several; i++) {
            if (count >= bits) {
                put(i, waiting & (1L << bits) - 1);
                waiting >>>= bits;
                count -= bits;
                continue;
            }
            long value = waiting;
            int have = count;
            waiting = 0;
            count = 0;
            if (left >= Long.BYTES) {
                waiting = in.getLong();
                count = Long.SIZE;
                left -= Long.BYTES;
            } else {
                for (; left > 0; left--) {
                    waiting |= (long) Byte.toUnsignedInt(in.get()) << count;
                    count += Byte.SIZE;
                }
            }
            int need = bits - have;
            put(i, (value | waiting << have) & (1L << bits) - 1);
            waiting >>>= need;
            count -= need;
        }
        for (int i = 0; i < tail.length; i++) {
            tail[i] = in.getLong();
        }
    }
}
