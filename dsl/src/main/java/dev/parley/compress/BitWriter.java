package dev.parley.compress;

import java.util.Arrays;

/** Bits one behind the other, the lowest of each byte first; the last byte is filled with zeros. */
public final class BitWriter {
    private byte[] bytes;
    private int length;
    private long waiting;
    private int count;

    /** Begins with room for so many bytes; it grows. */
    public BitWriter(int room) {
        bytes = new byte[Math.max(16, room)];
    }

    /**
     * Writes the lowest bits of a value.
     *
     * @param bits 0 to 32; higher bits of the value are 0
     */
    public void bits(int value, int bits) {
        waiting |= (value & 0xFFFFFFFFL) << count;
        count += bits;
        if (count >= 32) {
            flushInt();
        }
    }

    private void flushInt() {
        room(4);
        bytes[length] = (byte) waiting;
        bytes[length + 1] = (byte) (waiting >>> 8);
        bytes[length + 2] = (byte) (waiting >>> 16);
        bytes[length + 3] = (byte) (waiting >>> 24);
        length += 4;
        waiting >>>= 32;
        count -= 32;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /** Writes so many ones, and a zero behind them. */
    public void unary(int ones) {
        int left = ones;
        for (; left >= 31; left -= 31) {
            bits(0x7FFFFFFF, 31);
        }
        bits((1 << left) - 1, left + 1);
    }

    /** Writes a 4-byte float. */
    public void number(float value) {
        bits(Float.floatToRawIntBits(value), 32);
    }

    /** Writes 8 bytes. */
    public void eight(long value) {
        bits((int) value, 32);
        bits((int) (value >>> 32), 32);
    }

    /** Writes a number of at least 0, small ones in fewer bits: 7 a byte. */
    public void count(int value) {
        int left = value;
        for (; left >= 128; left >>>= 7) {
            bits((left & 127) | 128, 8);
        }
        bits(left, 8);
    }

    /** All that was written. */
    public byte[] bytes() {
        int more = (count + 7) / 8;
        room(more);
        for (int i = 0; i < more; i++) {
            bytes[length + i] = (byte) (waiting >>> (8 * i));
        }
        return Arrays.copyOf(bytes, length + more);
    }
}
